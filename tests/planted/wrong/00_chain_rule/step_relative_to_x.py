"""Scales the step with the size of each entry of x."""
# loses: chain-rule-numerical
# hint: The step grows with x


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h * max(1.0, abs(x[index]))
        gradient[index] = (f(x + step) - f(x - step)) / (2 * step[index])
    return gradient
