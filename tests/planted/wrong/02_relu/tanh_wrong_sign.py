"""Turns the slope around: y**2 - 1."""
# loses: tanh
# hint: Everything is right but the sign


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(as_float(x))
        self.slope = y**2 - 1
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
