"""The network is a linked chain: each link has a layer and the rest of the chain."""


class Link(Module):
    def __init__(self, layer, rest=None):
        self.layer, self.rest = layer, rest

    def forward(self, x):
        y = self.layer.forward(x)
        return y if self.rest is None else self.rest.forward(y)

    def backward(self, g):
        return self.layer.backward(g if self.rest is None else self.rest.backward(g))


class MLP(Module):
    def __init__(self, sizes, rng=None, dtype=np.float64):
        rng = np.random.default_rng() if rng is None else rng
        self.first = None
        for n, m in reversed(list(pairwise(sizes))):
            linear = Linear(n, m, rng=rng, dtype=dtype)
            self.first = Link(linear, self.first and Link(ReLU(), self.first))

    def forward(self, x):
        return self.first(x)

    def backward(self, grad_output):
        return self.first.backward(grad_output)
