"""Works in float32, where the step drowns in rounding."""
# loses: further-hvp
# hint: The step was taken in float32


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float32), np.asarray(v, dtype=np.float32)
    return np.asarray((gradient(x + h * v) - gradient(x - h * v)) / (2 * h), dtype=np.float64)
