"""Rounds the output to four decimals."""
# loses: tanh
# hint: rounded to 4 decimals


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(as_float(x))
        self.slope = 1 - y**2
        return np.round(y, 4)

    def backward(self, grad_output):
        return grad_output * self.slope
