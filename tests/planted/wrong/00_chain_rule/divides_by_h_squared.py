"""Divides by the square of the step, as for a second derivative."""
# loses: chain-rule-numerical
# hint: divided by h once more


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h**2)
    return gradient
