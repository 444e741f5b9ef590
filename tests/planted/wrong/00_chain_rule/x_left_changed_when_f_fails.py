"""Moves the caller's x and puts it back, but not when f raises half-way."""
# loses: chain-rule-numerical
# hint: Make a new array


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        up = f(x)
        x[index] = before - h
        gradient[index] = (up - f(x)) / (2 * h)
        x[index] = before
    return gradient
