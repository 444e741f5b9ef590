"""Moves all entries of x by h."""
# loses: further-hvp
# hint: The step went along all ones


def hessian_vector_product(gradient, x, v, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    return (gradient(x + h) - gradient(x - h)) / (2 * h)
