"""Takes the sigmoid of the kept output once more in the slope."""
# loses: sigmoid
# hint: the sigmoid has been applied twice


class Sigmoid(Module):
    def forward(self, x):
        y = self.sigma(as_float(x))
        self.y = y.copy()
        return y

    def sigma(self, x):
        z = np.exp(-np.abs(x))
        return np.where(x >= 0, 1, z) / (1 + z)

    def backward(self, grad_output):
        s = self.sigma(self.y)
        return grad_output * s * (1 - s)
