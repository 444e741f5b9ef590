"""Takes a complex step, which not every f survives."""
# loses: chain-rule-numerical
# hint: Every entry of yours is 0


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape, dtype=complex)
        step[index] = 1j * h
        gradient[index] = np.imag(f(x + step)) / h
    return gradient
