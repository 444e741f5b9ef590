"""Uses four gradients: more digits, but not what was asked for."""
# loses: further-hvp
# hint: none


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    near = gradient(x + h * v) - gradient(x - h * v)
    far = gradient(x + 2 * h * v) - gradient(x - 2 * h * v)
    return (8 * near - far) / (12 * h)
