"""An MLP is a Linear, a ReLU and a smaller MLP."""


class MLP(Module):
    def __init__(self, sizes, rng=None, dtype=np.float64):
        rng = np.random.default_rng() if rng is None else rng
        n, m, *rest = sizes
        self.head, self.relu, self.tail = Linear(n, m, rng, dtype), None, None
        if rest:
            self.relu, self.tail = ReLU(), type(self)([m, *rest], rng, dtype)

    def forward(self, x):
        y = self.head(x)
        return self.tail(self.relu(y)) if self.tail else y

    def backward(self, grad_output):
        if self.tail:
            grad_output = self.relu.backward(self.tail.backward(grad_output))
        return self.head.backward(grad_output)
