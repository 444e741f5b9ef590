"""Steps in place on the x it was given, and returns that."""
# loses: further-input
# hint: Make a new array | Copy x before anything else


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    if not np.issubdtype(x.dtype, np.floating):
        x = x.astype(np.float64)
    scores = []
    for step in range(steps + 1):
        output = model.forward(x[np.newaxis])
        scores.append(float(output[0, unit] - weight_decay / 2 * np.sum(x**2)))
        if step < steps:
            grad_output = np.zeros_like(output)
            grad_output[0, unit] = 1
            x += lr * (model.backward(grad_output)[0] - weight_decay * x)
    return x, scores
