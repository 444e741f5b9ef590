"""Fills a gradient array of the input's type: integer input truncates it."""
# loses: relu
# hint: Integers cut off the decimals


class ReLU(Module):
    def forward(self, x):
        self.x = np.array(x)
        return np.maximum(as_float(x), 0)

    def backward(self, grad_output):
        grad_input = np.zeros_like(self.x)
        grad_input[self.x > 0] = grad_output[self.x > 0]
        return grad_input
