"""Keeps the very array it returns for the slope."""
# loses: tanh
# hint: The output was edited after forward


class Tanh(Module):
    def forward(self, x):
        self.y = np.tanh(as_float(x))
        return self.y

    def backward(self, grad_output):
        return grad_output * (1 - self.y**2)
