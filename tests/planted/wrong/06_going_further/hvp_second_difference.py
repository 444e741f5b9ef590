"""Takes the second difference of the gradient, which is a third derivative."""
# loses: further-hvp
# hint: none


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x + h * v) - 2 * gradient(x) + gradient(x - h * v)) / h**2
