"""Moves a copy in place, once ahead and once back, and hands the gradient a fresh array each time."""


def hessian_vector_product(gradient, x, v, h=1e-5):
    at, along = np.array(x, dtype=np.float64), h * np.array(v, dtype=np.float64)
    total = np.zeros(at.shape)
    at += along
    total += gradient(at.copy())
    np.copyto(at, x)
    at -= along
    total -= gradient(at.copy())
    total /= 2 * h
    return total
