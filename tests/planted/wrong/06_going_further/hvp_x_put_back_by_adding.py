"""Moves x itself and puts it back by adding, which leaves the rounding."""
# loses: further-hvp
# hint: Make a new array


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    x += h * v
    ahead = gradient(x)
    x -= 2 * h * v
    behind = gradient(x)
    x += h * v
    return (ahead - behind) / (2 * h)
