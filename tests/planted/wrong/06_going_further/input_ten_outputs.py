"""Starts backward with a row of ten numbers, the classes of CIFAR-10."""
# loses: further-input
# hint: none


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    grad_output = np.zeros((1, 10), dtype=x.dtype)
    grad_output[0, unit] = 1
    scores = []
    for step in range(steps + 1):
        output = model.forward(x[np.newaxis])
        scores.append(float(output[0, unit] - weight_decay / 2 * np.sum(x**2)))
        if step < steps:
            x += lr * (model.backward(grad_output)[0] - weight_decay * x)
    return x, scores
