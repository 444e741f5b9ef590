"""Gives a float32 gradient for a float32 x."""
# loses: chain-rule-numerical
# hint: Somewhere on the way the numbers are float32


def numerical_gradient(f, x, h=1e-5):
    kind = x.dtype if np.issubdtype(x.dtype, np.floating) else np.float64
    x = x.astype(np.float64)
    gradient = np.zeros(x.shape, dtype=kind)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
