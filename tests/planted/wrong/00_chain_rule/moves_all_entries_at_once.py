"""Adds h to the whole array instead of one entry at a time."""
# loses: chain-rule-numerical
# hint: Every entry is the sum of the whole right answer | all entries were moved at once


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        gradient[index] = (f(x + h) - f(x - h)) / (2 * h)
    return gradient
