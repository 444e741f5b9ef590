"""Writes a plus for the minus in the slope."""
# loses: tanh
# hint: with a minus


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(as_float(x))
        self.slope = 1 + y**2
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
