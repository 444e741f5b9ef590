"""Rounds the scores for the table in the notebook."""
# loses: further-input
# hint: Right, but rounded


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    scores = []
    for step in range(steps + 1):
        output = model.forward(x[np.newaxis])
        scores.append(round(float(output[0, unit] - weight_decay / 2 * np.sum(x**2)), 4))
        if step < steps:
            grad_output = np.zeros_like(output)
            grad_output[0, unit] = 1
            x += lr * (model.backward(grad_output)[0] - weight_decay * x)
    return x, scores
