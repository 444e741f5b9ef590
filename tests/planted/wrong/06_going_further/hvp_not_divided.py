"""Forgets to divide."""
# loses: further-hvp
# hint: not divided at all


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return gradient(x + h * v) - gradient(x - h * v)
