"""Divides the one-sided difference by 2 h."""
# loses: chain-rule-numerical
# hint: one-sided difference divided by 2 h


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x)) / (2 * h)
    return gradient
