"""Steps along v / ||v||, and multiplies with the length at the end: the step is not h v."""
# loses: further-hvp
# hint: The step is h along v / ||v||


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    length = np.linalg.norm(v)
    return length * (gradient(x + h * v / length) - gradient(x - h * v / length)) / (2 * h)
