"""Moves entries through x.reshape(-1), which for a transposed array is a copy that f never sees."""
# loses: chain-rule-numerical
# hint: Every entry of yours is 0


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=np.float64)
    flat = x.reshape(-1)
    gradient = np.zeros(x.size)
    for i in range(x.size):
        before = flat[i]
        flat[i] = before + h
        up = f(x)
        flat[i] = before - h
        gradient[i] = (up - f(x)) / (2 * h)
        flat[i] = before
    return gradient.reshape(x.shape)
