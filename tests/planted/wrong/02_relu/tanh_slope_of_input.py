"""Puts the input in the place of the output: slope 1 - x**2."""
# loses: tanh
# hint: not of x


class Tanh(Module):
    def forward(self, x):
        self.x = as_float(x).copy()
        return np.tanh(self.x)

    def backward(self, grad_output):
        return grad_output * (1 - self.x**2)
