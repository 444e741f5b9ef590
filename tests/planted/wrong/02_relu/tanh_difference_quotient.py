"""Takes central differences of tanh instead of its slope."""
# loses: tanh
# hint: Is a difference quotient at work


class Tanh(Module):
    def forward(self, x):
        self.x = as_float(x).copy()
        return np.tanh(self.x)

    def backward(self, grad_output):
        x, h = self.x.astype(np.float64), 1e-5
        slope = (np.tanh(x + h) - np.tanh(x - h)) / (2 * h)
        return (grad_output * slope).astype(self.x.dtype)
