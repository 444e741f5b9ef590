"""Leaves x and v as they are, so that float32 stays float32."""
# loses: further-hvp
# hint: The step was taken in float32


def hessian_vector_product(gradient, x, v, h=1e-5):
    return (gradient(x + h * v) - gradient(x - h * v)) / (2 * h)
