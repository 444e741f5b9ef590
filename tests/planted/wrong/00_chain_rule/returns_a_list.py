"""Returns a list of partial derivatives instead of an array."""
# loses: chain-rule-numerical
# hint: Only axes of length 1 differ


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = []
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient.append((f(x + step) - f(x - step)) / (2 * h))
    return gradient
