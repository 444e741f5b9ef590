"""Tanh owns a Sigmoid: tanh(x) = 2 sigmoid(2 x) - 1, its gradient 4 times the Sigmoid's."""


class Tanh(Module):
    def __init__(self):
        self.inner = Sigmoid()

    def forward(self, x):
        return 2 * self.inner.forward(2 * as_float(x)) - 1

    def backward(self, grad_output):
        return 4 * self.inner.backward(grad_output)


# %%
class Sigmoid(Module):
    def forward(self, x):
        with np.errstate(over="ignore"):
            self.y = 1 / (1 + np.exp(-as_float(x)))
        return np.array(self.y)

    def backward(self, grad_output):
        return (self.y * (1 - self.y)) * grad_output
