"""Takes the sigmoid's slope y (1 - y)."""
# loses: tanh
# hint: is the slope of the sigmoid


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(as_float(x))
        self.slope = y * (1 - y)
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
