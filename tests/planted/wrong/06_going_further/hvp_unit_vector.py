"""Makes v a unit vector: a direction has no length."""
# loses: further-hvp
# hint: v was made a unit vector


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    v = v / np.linalg.norm(v)
    return (gradient(x + h * v) - gradient(x - h * v)) / (2 * h)
