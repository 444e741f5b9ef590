"""Drops axes of length 1."""
# loses: sigmoid
# hint: axes of length 1


class Sigmoid(Module):
    def forward(self, x):
        x = np.squeeze(as_float(x))
        z = np.exp(-np.abs(x))
        self.slope = z / (1 + z) ** 2
        return np.where(x >= 0, 1, z) / (1 + z)

    def backward(self, grad_output):
        return np.squeeze(grad_output) * self.slope
