"""A one-sided difference, divided by two steps."""
# loses: further-hvp
# hint: This is a one-sided difference divided by 2 h | Exactly half the right answer


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x + h * v) - gradient(x)) / (2 * h)
