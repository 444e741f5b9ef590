"""Fills an array made with zeros_like(x), which cuts off the decimals when x holds integers."""
# loses: chain-rule-numerical
# hint: Integers cut off the decimals | Somewhere on the way the numbers are float32


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
