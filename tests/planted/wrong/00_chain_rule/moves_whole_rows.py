"""Loops over range(len(x)), which moves whole rows of a matrix and fails for a 0-d array."""
# loses: chain-rule-numerical
# hint: whole row


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
