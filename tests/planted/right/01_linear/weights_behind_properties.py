"""Parameters live in a dict behind read-only properties; alternative constructors are class and static methods."""


class Linear(Module):
    def __init__(self, in_features, out_features, rng=None, dtype=np.float64):
        self._parameters = {"weight": self.he(rng, out_features, in_features, dtype)}
        self._parameters |= {"bias": Parameter(np.zeros(out_features).astype(dtype))}

    @staticmethod
    def he(rng, rows, columns, dtype):
        generator = np.random.default_rng() if rng is None else rng
        return Parameter((generator.standard_normal((rows, columns)) / np.sqrt(columns / 2)).astype(dtype))

    @classmethod
    def like(cls, other):
        return cls(*reversed(other.weight.data.shape))

    weight = property(lambda self: self._parameters["weight"])

    @property
    def bias(self):
        return self._parameters["bias"]

    @property
    def arrays(self):
        yield from (p.data for p in (self.weight, self.bias))

    def forward(self, x):
        W, b = self.arrays
        self._x = x
        return x.dot(W.T) + b

    def backward(self, grad_output):
        W, _ = self.arrays
        self.weight.accumulate(grad_output.T.dot(self._x))
        self.bias.accumulate(grad_output.sum(axis=0))
        return grad_output.dot(W)
