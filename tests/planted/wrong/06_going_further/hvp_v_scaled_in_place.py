"""Multiplies v with h in place."""
# loses: further-hvp
# hint: Make a new array


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    v *= h
    return (gradient(x + v) - gradient(x - v)) / (2 * h)
