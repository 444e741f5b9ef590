"""Builds the whole Hessian column by column and multiplies it with v: 2 P gradients, and steps that are not h v."""
# loses: further-hvp
# hint: moved entry by entry


def hessian_vector_product(gradient, x, v, h=1e-5):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    product = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[index] = h
        product += (gradient(x + step) - gradient(x - step)) / (2 * h) * v[index]
    return product
