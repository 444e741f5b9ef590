"""Takes (1 + tanh(x)) / 2: the argument is not halved."""
# loses: sigmoid
# hint: This is the sigmoid of 2 x


class Sigmoid(Module):
    def forward(self, x):
        y = (1 + np.tanh(as_float(x))) / 2
        self.slope = 2 * y * (1 - y)
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
