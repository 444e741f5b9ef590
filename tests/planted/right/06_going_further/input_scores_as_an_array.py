"""Fills a numpy array of scores, steps with a one-hot row of an identity matrix, and never in place."""


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.asarray(x)
    if not np.issubdtype(x.dtype, np.floating):
        x = x.astype(float)
    image = x.reshape(1, -1).copy()
    scores = np.empty(steps + 1)
    for k in range(steps):
        y = model.forward(image)
        scores[k] = y[0, unit] - 0.5 * weight_decay * np.vdot(image, image)
        one_hot = np.eye(y.shape[1], dtype=y.dtype)[[unit]]
        image = image + lr * model.backward(one_hot) - lr * weight_decay * image
    scores[steps] = model.forward(image)[0, unit] - 0.5 * weight_decay * np.vdot(image, image)
    return image[0].copy(), scores
