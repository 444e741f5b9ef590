"""Multiplies by the output alone: the factor 1 - y is missing."""
# loses: sigmoid
# hint: This is y alone


class Sigmoid(Module):
    def forward(self, x):
        x = as_float(x)
        z = np.exp(-np.abs(x))
        y = np.where(x >= 0, 1, z) / (1 + z)
        self.y = y.copy()
        return y

    def backward(self, grad_output):
        return grad_output * self.y
