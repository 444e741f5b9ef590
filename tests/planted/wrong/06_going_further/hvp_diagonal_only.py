"""Takes the second derivative of each entry by itself, as if the Hessian had nothing beside its diagonal."""
# loses: further-hvp
# hint: v times the diagonal of the Hessian


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    diagonal = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        diagonal[index] = np.asarray(gradient(x + step) - gradient(x - step))[index] / (2 * h)
    return diagonal * v
