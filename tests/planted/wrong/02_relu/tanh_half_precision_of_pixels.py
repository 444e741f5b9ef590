"""Hands uint8 pixels to np.tanh as they are, which answers in float16."""
# loses: tanh
# hint: takes float16


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(x)
        self.slope = 1 - y**2
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
