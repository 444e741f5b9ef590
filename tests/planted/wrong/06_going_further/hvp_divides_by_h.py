"""Divides the two-sided difference by one step."""
# loses: further-hvp
# hint: The difference is divided by h, but | Exactly twice the right answer


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x + h * v) - gradient(x - h * v)) / h
