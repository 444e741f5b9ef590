"""Lets x decay, and notes the bare outputs as scores."""
# loses: further-input
# hint: The charge for the size of x is missing


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    scores = []
    for step in range(steps + 1):
        output = model.forward(x[np.newaxis])
        scores.append(float(output[0, unit]))
        if step < steps:
            grad_output = np.zeros_like(output)
            grad_output[0, unit] = 1
            x += lr * (model.backward(grad_output)[0] - weight_decay * x)
    return x, scores
