"""Fills an array of the input's type: integer input gives only zeros."""
# loses: sigmoid
# hint: Integers cut off the decimals


class Sigmoid(Module):
    def forward(self, x):
        y = np.zeros_like(x)
        positive = x >= 0
        y[positive] = 1 / (1 + np.exp(-x[positive]))
        e = np.exp(x[~positive])
        y[~positive] = e / (1 + e)
        self.slope = y * (1 - y)
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
