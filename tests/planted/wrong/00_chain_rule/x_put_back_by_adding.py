"""Puts the entries of the caller's x back by adding h, which rounding makes not quite the same."""
# loses: chain-rule-numerical
# hint: Make a new array


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        up = f(x)
        x[index] -= 2 * h
        gradient[index] = (up - f(x)) / (2 * h)
        x[index] += h
    return gradient
