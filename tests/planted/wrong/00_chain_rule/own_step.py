"""Uses a step of its own and ignores the h it is given."""
# loses: chain-rule-numerical
# hint: The step is always the default


def numerical_gradient(f, x, h=1e-5):
    h = 1e-5
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
