"""MLP is a list and a Module at once; ReLUs are shared by nobody; layers in reverse by a slice."""


class MLP(list, Module):
    def __init__(self, sizes, rng=None, dtype=np.float64):
        super().__init__()
        rng = np.random.default_rng() if rng is None else rng
        *hidden, last = [Linear(n, m, rng, dtype) for n, m in zip(sizes[:-1], sizes[1:])]
        for linear in hidden:
            self.extend((linear, ReLU()))
        self.append(last)

    def parameters(self):
        return [p for layer in self for p in layer.parameters()]

    def forward(self, x):
        for layer in self:
            x = layer(x)
        return x

    def backward(self, grad_output):
        for layer in self[::-1]:
            grad_output = layer.backward(grad_output)
        return grad_output
