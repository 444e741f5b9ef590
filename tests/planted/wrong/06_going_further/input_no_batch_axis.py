"""Gives the model one image of shape (D,) in place of a batch."""
# loses: further-input
# hint: none


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    scores = []
    for step in range(steps + 1):
        output = model.forward(x)
        scores.append(float(output[unit] - weight_decay / 2 * np.sum(x**2)))
        if step < steps:
            grad_output = np.zeros_like(output)
            grad_output[unit] = 1
            x += lr * (model.backward(grad_output) - weight_decay * x)
    return x, scores
