"""Takes the gradient at x and at x + h v."""
# loses: further-hvp
# hint: This is a one-sided difference: use x + h v and x - h v


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x + h * v) - gradient(x)) / h
