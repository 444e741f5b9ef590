"""Steps along the rows of an identity matrix, one list comprehension, no index at all."""


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    directions = h * np.eye(x.size).reshape(x.size, *x.shape)
    slopes = [(f(x + e) - f(x - e)) / (2 * h) for e in directions]
    return np.array(slopes, dtype=np.float64).reshape(x.shape)
