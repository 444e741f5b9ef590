"""Moves all entries of x by h, and multiplies with v at the end."""
# loses: further-hvp
# hint: This is v times what the gradient changes


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x + h) - gradient(x - h)) / (2 * h) * v
