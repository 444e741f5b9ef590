"""Computes the second derivative along each axis."""
# loses: chain-rule-numerical
# hint: second derivative


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - 2 * f(x) + f(x - step)) / h**2
    return gradient
