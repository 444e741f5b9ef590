"""Calls f with the raveled array instead of one of x's shape."""
# loses: chain-rule-numerical
# hint: none


def numerical_gradient(f, x, h=1e-5):
    flat = np.asarray(x, dtype=np.float64).flatten()
    gradient = np.zeros(flat.size)
    for i in range(flat.size):
        step = np.zeros(flat.size)
        step[i] = h
        gradient[i] = (f(flat + step) - f(flat - step)) / (2 * h)
    return gradient.reshape(np.shape(x))
