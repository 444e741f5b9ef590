"""Takes the slope 1 - tanh(x): the square is missing."""
# loses: tanh
# hint: the square is missing


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(as_float(x))
        self.slope = 1 - y
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
