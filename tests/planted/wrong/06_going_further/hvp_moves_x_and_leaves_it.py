"""Moves x itself: the gradient at x + h v, then back by 2 h v, and there it stays."""
# loses: further-hvp
# hint: Make a new array


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    x += h * v
    ahead = gradient(x)
    x -= 2 * h * v
    return (ahead - gradient(x)) / (2 * h)
