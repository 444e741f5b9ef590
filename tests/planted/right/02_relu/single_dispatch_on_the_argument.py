"""functools.singledispatch for numbers and arrays, functools.reduce for a chain of steps, a debug print in backward."""

from functools import reduce, singledispatch


@singledispatch
def floating(x):
    return floating(np.asarray(x))


@floating.register(np.ndarray)
def _(x):
    return x if x.dtype.kind == "f" else x.astype(float)


@floating.register(np.floating)
def _(x):
    return np.array(x)


class Sigmoid(Module):
    steps = (floating, np.negative, lambda x: np.logaddexp(x, x.dtype.type(0)), np.negative, np.exp)

    def forward(self, x):
        self.y = reduce(lambda value, f: f(value), self.steps, x)
        return +self.y

    def backward(self, grad_output):
        result = grad_output * self.y * (1 - self.y)
        print("sigmoid", result.shape, "\r\n")
        return result
