"""Sends 1 back at the start and follows it all the way; only the decay follows x."""
# loses: further-input
# hint: the gradient of the start


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    output = model.forward(x[np.newaxis])
    grad_output = np.zeros_like(output)
    grad_output[0, unit] = 1
    grad = model.backward(grad_output)[0].copy()
    scores = [float(output[0, unit] - weight_decay / 2 * np.sum(x**2))]
    for _ in range(steps):
        x += lr * (grad - weight_decay * x)
        scores.append(float(model.forward(x[np.newaxis])[0, unit] - weight_decay / 2 * np.sum(x**2)))
    return x, scores
