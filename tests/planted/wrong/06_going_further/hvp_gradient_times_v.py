"""Multiplies the gradient with v, entry by entry."""
# loses: further-hvp
# hint: This is the gradient times v


def hessian_vector_product(gradient, x, v, h=1e-5):
    return gradient(np.asarray(x, dtype=np.float64)) * v
