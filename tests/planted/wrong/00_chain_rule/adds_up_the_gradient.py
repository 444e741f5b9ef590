"""Returns the sum of all partial derivatives, one number."""
# loses: chain-rule-numerical
# hint: none


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    total = 0.0
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        total += (f(x + step) - f(x - step)) / (2 * h)
    return total
