"""Steps along x, and never looks at v."""
# loses: further-hvp
# hint: The step went along x | This is H x


def hessian_vector_product(gradient, x, v, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    return (gradient(x + h * x) - gradient(x - h * x)) / (2 * h)
