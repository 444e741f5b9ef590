"""Rounds the gradient to six decimals, because the rest is noise anyway."""
# loses: chain-rule-numerical
# hint: but rounded


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = round((f(x + step) - f(x - step)) / (2 * h), 6)
    return gradient
