"""Negates uint8 pixels before they are floating point."""
# loses: sigmoid
# hint: uint8 numbers wrap around


class Sigmoid(Module):
    def forward(self, x):
        y = 1 / (1 + np.exp(np.asarray(-x, dtype=np.float32 if x.dtype == np.float32 else np.float64)))
        self.slope = y * (1 - y)
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
