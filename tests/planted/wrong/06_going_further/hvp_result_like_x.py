"""Writes the product into an array like x, which keeps its dtype."""
# loses: further-hvp
# hint: Integers cut off the decimals | Somewhere on the way the numbers are float32


def hessian_vector_product(gradient, x, v, h=1e-5):
    product = np.zeros_like(x)
    product[...] = (gradient(x + h * v) - gradient(x - h * v)) / (2 * h)
    return product
