"""Uses a step of its own."""
# loses: further-hvp
# hint: use the h that is given


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    eps = 1e-5
    return (gradient(x + eps * v) - gradient(x - eps * v)) / (2 * eps)
