"""Forgets to return the product."""
# loses: further-hvp
# hint: none


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    product = (gradient(x + h * v) - gradient(x - h * v)) / (2 * h)
