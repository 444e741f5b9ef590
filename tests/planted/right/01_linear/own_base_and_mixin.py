"""An abstract base class with a template method, and a mixin that remembers."""

from abc import ABC, abstractmethod


class Layer(Module, ABC):
    def forward(self, x):
        self.remember(x=np.asarray(x))
        return self.compute(self["x"])

    @abstractmethod
    def compute(self, x): ...


# %%
class Remembers:
    def remember(self, **things):
        self.__dict__.setdefault("_memory", {}).update(things)

    def __getitem__(self, name):
        return self._memory[name]


# %%
class Linear(Remembers, Layer):
    def __init__(self, in_features, out_features, rng=None, dtype=np.float64):
        super().__init__()
        self._reset(rng if rng is not None else np.random.default_rng(), (out_features, in_features), np.dtype(dtype))

    def _reset(self, rng, shape, dtype):
        self.weight = Parameter((np.sqrt(2 / shape[1]) * rng.standard_normal(shape)).astype(dtype))
        self.bias = Parameter(np.zeros(shape[:1], dtype))

    def compute(self, x):
        y = x @ self.weight.data.T
        return y + self.bias.data

    def backward(self, grad_output):
        products = {self.weight: grad_output.T @ self["x"], self.bias: grad_output.sum(axis=0, keepdims=False)}
        for parameter, product in products.items():
            parameter.accumulate(product)
        return grad_output @ self.weight.data
