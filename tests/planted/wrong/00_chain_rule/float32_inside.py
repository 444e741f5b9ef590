"""Works in float32, where the step drowns in rounding."""
# loses: chain-rule-numerical
# hint: none


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float32)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape, dtype=np.float32)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
