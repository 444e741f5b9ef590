"""Calls the gradient with the raveled array."""
# loses: further-hvp
# hint: none


def hessian_vector_product(gradient, x, v, h=1e-5):
    shape = np.shape(x)
    x, v = np.ravel(x).astype(np.float64), np.ravel(v).astype(np.float64)
    return np.reshape((gradient(x + h * v) - gradient(x - h * v)) / (2 * h), shape)
