"""Builds the Hessian of a vector and multiplies it with v: arrays of other shapes fail."""
# loses: further-hvp
# hint: moved entry by entry


def hessian_vector_product(gradient, x, v, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    steps = h * np.eye(len(x))
    return np.array([(gradient(x + e) - gradient(x - e)) / (2 * h) for e in steps]) @ v
