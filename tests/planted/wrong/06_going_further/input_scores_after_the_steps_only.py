"""Notes a score after each step, and none for the start."""
# loses: further-input
# hint: the score after the first step


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    scores = []
    for _ in range(steps):
        output = model.forward(x[np.newaxis])
        grad_output = np.zeros_like(output)
        grad_output[0, unit] = 1
        x += lr * (model.backward(grad_output)[0] - weight_decay * x)
        scores.append(float(model.forward(x[np.newaxis])[0, unit] - weight_decay / 2 * np.sum(x**2)))
    return x, scores
