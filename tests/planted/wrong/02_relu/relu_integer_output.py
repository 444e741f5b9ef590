"""Gives integers for integer input."""
# loses: relu
# hint: Integers cut off the decimals


class ReLU(Module):
    def forward(self, x):
        self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.mask
