"""Rounds off the digits that the difference has lost, and some more."""
# loses: further-hvp
# hint: Right, but rounded


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return np.round((gradient(x + h * v) - gradient(x - h * v)) / (2 * h), 6)
