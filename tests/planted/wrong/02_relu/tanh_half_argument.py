"""Takes 2 sigmoid(x) - 1, which is tanh(x / 2)."""
# loses: tanh
# hint: This is tanh(x / 2)


class Tanh(Module):
    def forward(self, x):
        z = np.exp(-np.abs(as_float(x)))
        y = np.sign(x) * (1 - z) / (1 + z)
        y = y.astype(z.dtype)
        self.slope = (1 - y**2) / 2
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
