"""Returns the gradient at x."""
# loses: further-hvp
# hint: This is the gradient, not how it changes | or the gradient at x


def hessian_vector_product(gradient, x, v, h=1e-5):
    return gradient(np.asarray(x, dtype=np.float64))
