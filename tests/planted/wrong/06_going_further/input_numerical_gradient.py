"""Takes central differences of the score, without backward: as a ReLU network is made of planes, values are right."""
# loses: further-input
# hint: none


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    x = np.array(x, dtype=np.result_type(x, np.float32))

    def score(at):
        return float(model.forward(at[np.newaxis])[0, unit] - weight_decay / 2 * np.sum(at**2))

    scores = [score(x)]
    for _ in range(steps):
        x += (lr * numerical_gradient(score, x)).astype(x.dtype)
        scores.append(score(x))
    return x, scores
