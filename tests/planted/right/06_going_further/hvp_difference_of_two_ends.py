"""Both ends from a generator, np.subtract and np.multiply; the docstring holds Windows line ends and a %magic."""


def ends(gradient, x, v, h):
    for sign in (+1, -1):
        yield np.array(gradient(x + sign * h * v), dtype=np.float64)


# %%
def hessian_vector_product(gradient, x, v, h=1e-5):
    """H v.\r\nTwo gradients.\r\n%time is not magic here"""
    ahead, behind = ends(gradient, np.array(x, dtype=float), np.array(v, dtype=float), h)
    return np.multiply(np.subtract(ahead, behind), 0.5 / h)
