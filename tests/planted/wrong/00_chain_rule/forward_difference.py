"""Takes the one-sided difference to the right."""
# loses: chain-rule-numerical
# hint: one-sided difference to the right


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    at_x = f(x)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] += h
        gradient[index] = (f(moved) - at_x) / h
    return gradient
