"""Takes the absolute value instead of cutting negative inputs off."""
# loses: relu
# hint: not their absolute value


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 0
        return np.abs(x)

    def backward(self, grad_output):
        return grad_output * self.mask
