"""Layers, loss and optimizer are copied into this notebook instead of imported; a main block trains."""

from bpkit import Parameter


class Linear(Module):
    def __init__(self, n, m, rng=None, dtype=np.float64):
        rng = np.random.default_rng() if rng is None else rng
        self.weight = Parameter((rng.standard_normal((m, n)) * np.sqrt(2 / n)).astype(dtype))
        self.bias = Parameter(np.zeros(m, dtype))

    def forward(self, x):
        self.x = x
        return x @ self.weight.data.T + self.bias.data

    def backward(self, g):
        self.weight.accumulate(g.T @ self.x)
        self.bias.accumulate(g.sum(0))
        return g @ self.weight.data


class ReLU(Module):
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask

    def backward(self, g):
        return g * self.mask


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.parameters, self.lr, self.momentum = list(parameters), lr, momentum
        self.weight_decay, self.nesterov = weight_decay, nesterov
        self.v = [0] * len(self.parameters)

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

    def step(self):
        for i, p in enumerate(self.parameters):
            if p.grad is not None:
                g = p.grad + self.weight_decay * p.data
                self.v[i] = self.momentum * self.v[i] + g
                p.data -= self.lr * (g + self.momentum * self.v[i] if self.nesterov else self.v[i])


# %%
class MLP(Module):
    def __init__(self, sizes, rng=None, dtype=np.float64):
        rng = np.random.default_rng() if rng is None else rng
        self.linears = [Linear(n, m, rng, dtype) for n, m in zip(sizes, sizes[1:])]
        self.relus = [ReLU() for _ in self.linears[1:]]

    def forward(self, x):
        x = self.linears[0].forward(x)
        for relu, linear in zip(self.relus, self.linears[1:]):
            x = linear.forward(relu.forward(x))
        return x

    def backward(self, grad_output):
        for relu, linear in zip(self.relus[::-1], self.linears[:0:-1]):
            grad_output = relu.backward(linear.backward(grad_output))
        return self.linears[0].backward(grad_output)


# %%
if __name__ == "__main__":
    model = MLP([3072, 100, 10])
    for epoch in range(10**9):
        train_epoch(model, SoftmaxCrossEntropy(), SGD(model.parameters(), 0.1), minibatches(x, y, 10, rng))
