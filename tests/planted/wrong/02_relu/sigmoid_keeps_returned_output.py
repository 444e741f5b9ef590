"""Keeps the very array it returns for the slope."""
# loses: sigmoid
# hint: The output was edited after forward


class Sigmoid(Module):
    def forward(self, x):
        x = as_float(x)
        z = np.exp(-np.abs(x))
        self.y = np.where(x >= 0, 1, z) / (1 + z)
        return self.y

    def backward(self, grad_output):
        return grad_output * self.y * (1 - self.y)
