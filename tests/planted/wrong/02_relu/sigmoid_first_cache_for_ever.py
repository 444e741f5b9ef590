"""Keeps the first slope for ever: later forwards do not renew it."""
# loses: sigmoid
# hint: an earlier forward


class Sigmoid(Module):
    slope = None

    def forward(self, x):
        x = as_float(x)
        z = np.exp(-np.abs(x))
        if self.slope is None:
            self.slope = z / (1 + z) ** 2
        return np.where(x >= 0, 1, z) / (1 + z)

    def backward(self, grad_output):
        return grad_output * self.slope
