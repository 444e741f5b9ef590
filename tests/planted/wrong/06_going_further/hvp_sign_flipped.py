"""Subtracts the two gradients the wrong way round."""
# loses: further-hvp
# hint: Everything is right but the sign


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x - h * v) - gradient(x + h * v)) / (2 * h)
