"""Writes the zeros into the caller's array."""
# loses: relu
# hint: Make a new array


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 0
        x[~self.mask] = 0
        return x

    def backward(self, grad_output):
        return grad_output * self.mask
