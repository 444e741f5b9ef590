"""A class decorator counts calls, a method decorator checks shapes, functools.wraps keeps the names."""

import functools
from collections import Counter

CALLS = Counter()


def shaped(method):
    @functools.wraps(method)
    def checked(self, array):
        out_features, in_features = self.weight.data.shape
        width = in_features if method.__name__ == "forward" else out_features
        assert array.ndim == 2 and array.shape[1] == width, f"{method.__name__}: {array.shape}"
        return method(self, array)

    return checked


def counted(cls):
    for name in ("forward", "backward"):

        def wrapper(self, array, *, _method=getattr(cls, name), _name=name):
            CALLS[cls, _name] += 1
            return _method(self, array)

        setattr(cls, name, wrapper)
    return cls


# %%
@counted
class Linear(Linear):
    @shaped
    def forward(self, x):
        self.cache = {"x": x.copy(), "W": self.weight.data}
        return x @ self.cache["W"].T + self.bias.data

    @shaped
    def backward(self, grad_output):
        x, W = map(self.cache.get, "xW")
        self.weight.accumulate((x.T @ grad_output).T)
        self.bias.accumulate(grad_output.sum(axis=0))
        return grad_output @ W
