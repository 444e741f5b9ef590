"""Treats vectors and matrices, and forgets that there may be more axes, or none."""
# loses: chain-rule-numerical
# hint: none


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    if x.ndim == 1:
        indices = [(i,) for i in range(len(x))]
    else:
        indices = [(i, j) for i in range(x.shape[0]) for j in range(x.shape[1])]
    for index in indices:
        step = np.zeros(x.shape)
        step[index] = h
        gradient[index] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient
