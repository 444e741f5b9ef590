"""Takes the one-sided difference to the left."""
# loses: chain-rule-numerical
# hint: one-sided difference to the left


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] -= h
        gradient[index] = (f(x) - f(moved)) / h
    return gradient
