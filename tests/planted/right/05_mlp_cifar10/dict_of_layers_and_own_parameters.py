"""Layers in a dict by name, parameters() of its own in another order, functools.reduce both ways."""

from functools import reduce


class MLP(Module):
    def __init__(self, sizes, rng=None, dtype=np.float64):
        rng = rng or np.random.default_rng()
        self.net = {}
        for k, (n, m) in enumerate(zip(sizes, sizes[1:]), start=1):
            self.net |= {f"linear{k}": Linear(n, m, rng, dtype), f"relu{k}": ReLU()}
        del self.net[f"relu{k}"]

    def parameters(self):
        linears = [layer for name, layer in self.net.items() if name.startswith("linear")]
        return [layer.bias for layer in linears] + [layer.weight for layer in linears]

    def forward(self, x):
        return reduce(lambda h, layer: layer.forward(h), self.net.values(), x)

    def backward(self, grad_output):
        return reduce(lambda g, name: self.net[name].backward(g), reversed(self.net), grad_output)
