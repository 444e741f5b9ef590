"""Puts the input in the place of the output: slope x (1 - x)."""
# loses: sigmoid
# hint: not of x


class Sigmoid(Module):
    def forward(self, x):
        self.x = as_float(x).copy()
        z = np.exp(-np.abs(self.x))
        return np.where(self.x >= 0, 1, z) / (1 + z)

    def backward(self, grad_output):
        return grad_output * self.x * (1 - self.x)
