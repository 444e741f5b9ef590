"""Forgets the brackets around 2 * h."""
# loses: further-hvp
# hint: Too small by h squared


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x + h * v) - gradient(x - h * v)) / 2 * h
