"""Takes the gradient at the start and follows it all the way."""
# loses: further-input
# hint: the gradient of the start


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))

    def score():
        return float(model.forward(x[np.newaxis])[0, unit] - weight_decay / 2 * np.sum(x**2))

    scores = [score()]
    grad_output = np.zeros_like(model.forward(x[np.newaxis]))
    grad_output[0, unit] = 1
    grad = model.backward(grad_output)[0] - weight_decay * x
    for _ in range(steps):
        x += lr * grad
        scores.append(score())
    return x, scores
