"""Overwrites h with a step that has worked well elsewhere."""
# loses: further-hvp
# hint: use the h that is given


def hessian_vector_product(gradient, x, v, h=1e-5):
    h = 1e-6
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x + h * v) - gradient(x - h * v)) / (2 * h)
