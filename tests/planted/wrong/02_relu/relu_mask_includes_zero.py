"""Lets the gradient through where the input is exactly 0."""
# loses: relu
# hint: The derivative at 0 is taken as 1


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x >= 0
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.mask
