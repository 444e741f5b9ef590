"""Makes the step larger where x is large."""
# loses: further-hvp
# hint: none


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    h = h * max(1.0, float(np.max(np.abs(x), initial=0.0)))
    return (gradient(x + h * v) - gradient(x - h * v)) / (2 * h)
