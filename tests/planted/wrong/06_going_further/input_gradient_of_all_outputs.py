"""Starts backward with ones at all outputs."""
# loses: further-input
# hint: This is the sum over all outputs


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    scores = []
    for step in range(steps + 1):
        output = model.forward(x[np.newaxis])
        scores.append(float(output[0, unit] - weight_decay / 2 * np.sum(x**2)))
        if step < steps:
            x += lr * (model.backward(np.ones_like(output))[0] - weight_decay * x)
    return x, scores
