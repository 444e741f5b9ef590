"""Returns a flat vector for an x of any shape."""
# loses: further-hvp
# hint: flattened | Only axes of length 1 differ


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return np.ravel((gradient(x + h * v) - gradient(x - h * v)) / (2 * h))
