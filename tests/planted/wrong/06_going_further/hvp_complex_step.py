"""Takes a complex step, for gradients that happen to know complex numbers."""
# loses: further-hvp
# hint: none


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    return np.imag(gradient(x + 1j * h * v)) / h
