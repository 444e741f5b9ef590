"""Stops one entry early."""
# loses: chain-rule-numerical
# hint: The last entry | Every entry of yours is 0


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in range(x.size - 1):
        step = np.zeros(x.shape)
        step.flat[i] = h
        gradient.flat[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
