"""Goes half a step each way and divides by h."""
# loses: further-hvp
# hint: half of h v each way


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return (gradient(x + h / 2 * v) - gradient(x - h / 2 * v)) / h
