"""A decorator brings the result back to the input's dtype; one registers its class by __init_subclass__."""

from functools import wraps

REGISTRY = {}


def keeps_dtype(method):
    @wraps(method)
    def wrapper(self, array, /):
        array = as_float(array)
        return method(self, array.astype(np.float64)).astype(array.dtype)

    return wrapper


class Registered(Module):
    def __init_subclass__(cls, /, name=None, **kwargs):
        super().__init_subclass__(**kwargs)
        REGISTRY[name or cls.__name__] = cls


class Sigmoid(Registered, name="sigmoid"):
    @keeps_dtype
    def forward(self, x):
        z = np.exp(np.minimum(x, -x))
        y = np.where(np.signbit(x), z, 1.0) / (1.0 + z)
        self.y_and_rest = np.stack([y, np.where(np.signbit(x), 1.0, z) / (1.0 + z)])
        return y

    @keeps_dtype
    def backward(self, grad_output):
        return np.prod(self.y_and_rest, axis=0) * grad_output


class ReLU(Registered, name="relu"):
    @keeps_dtype
    def forward(self, x):
        self.where = x > 0
        return np.fmax(x, 0)

    @keeps_dtype
    def backward(self, grad_output):
        grad_output[~self.where] = 0  # a float64 copy of our own, made by the decorator
        return grad_output


REGISTRY["relu"]()
