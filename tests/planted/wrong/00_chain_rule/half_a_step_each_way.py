"""Moves half a step to each side and divides by h."""
# loses: chain-rule-numerical
# hint: half a step


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h / 2
        gradient[index] = (f(x + step) - f(x - step)) / h
    return gradient
