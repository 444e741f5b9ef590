"""Keeps integers in x, so that x + h is cut off to an integer again."""
# loses: chain-rule-numerical
# hint: x stayed an array of integers


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        up = f(x)
        x[index] = before - h
        gradient[index] = (up - f(x)) / (2 * h)
        x[index] = before
    return gradient
