"""__slots__ instead of __dict__ entries, its own parameters(), and __call__ with an error state around forward."""


class Linear(Module):
    __slots__ = ("weight", "bias", "x", "shape")

    def __init__(self, in_features, out_features, rng=None, dtype=np.float64, *, gain=2.0):
        self.shape = out_features, in_features
        rng = {None: np.random.default_rng()}.get(rng, rng)
        self.weight = Parameter(np.asarray(rng.normal(scale=np.sqrt(gain / in_features), size=self.shape), dtype))
        self.bias = Parameter(np.zeros(self.shape[0], dtype))

    def parameters(self):
        return [self.weight, self.bias]

    def __call__(self, *inputs):
        with np.errstate(over="ignore", invalid="ignore"):
            return self.forward(*inputs)

    def forward(self, x, **unused):
        self.x = x
        y = np.empty((len(x), self.shape[0]), dtype=np.result_type(x, self.weight.data, self.bias.data))
        np.matmul(x, self.weight.data.T, out=y)
        y += self.bias.data
        return y

    def backward(self, grad_output, accumulate=True):
        grads = np.matmul(grad_output.T, self.x), grad_output.sum(axis=0)
        if accumulate:
            [p.accumulate(g) for p, g in zip(self.parameters(), grads)]
        return np.matmul(grad_output, self.weight.data)
