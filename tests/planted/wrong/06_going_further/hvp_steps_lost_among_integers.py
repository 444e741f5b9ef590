"""Writes x + h v into copies of x, where they are cut off when x holds integers."""
# loses: further-hvp
# hint: x stayed an array of integers | The step was taken in float32


def hessian_vector_product(gradient, x, v, h=1e-5):
    ahead, behind = np.array(x), np.array(x)
    ahead[...] = x + h * v
    behind[...] = x - h * v
    return np.asarray((gradient(ahead) - gradient(behind)) / (2 * h))
