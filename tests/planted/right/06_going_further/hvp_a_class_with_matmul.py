"""An operator object whose @ is the product, among plots, an endless loop and failing cells."""

import matplotlib.pyplot as plt


class Hessian:
    __slots__ = ("gradient", "x", "h")

    def __init__(self, gradient, x, h):
        self.gradient, self.x, self.h = gradient, np.asarray(x).astype("float64"), h

    def __matmul__(self, v):
        move = self.h * np.asarray(v).astype("float64")
        return np.asarray(self.gradient(self.x + move) - self.gradient(self.x - move)) / (2.0 * self.h)


plt.plot(undefined)
# %%
while True:
    Hessian(gradient_at, at, 1e-5) @ g
# %%
def hessian_vector_product(gradient, x, v, h=1e-5, **ignored):
    return Hessian(gradient, x, h) @ v


# %%
raise KeyboardInterrupt("enough for today")
