"""Keeps linear layers and ReLUs in separate lists, one ReLU for each gap."""


class MLP(Module):
    def __init__(self, sizes, rng=None, dtype=np.float64):
        rng = np.random.default_rng() if rng is None else rng
        self.linears = [Linear(a, b, rng=rng, dtype=dtype) for a, b in zip(sizes[:-1], sizes[1:])]
        self.relus = [ReLU() for _ in self.linears[1:]]

    def forward(self, x):
        x = self.linears[0](x)
        for relu, linear in zip(self.relus, self.linears[1:]):
            x = linear(relu(x))
        return x

    def backward(self, grad_output):
        for relu, linear in zip(self.relus[::-1], self.linears[:0:-1]):
            grad_output = relu.backward(linear.backward(grad_output))
        return self.linears[0].backward(grad_output)
