"""Takes the sign bit for the mask: +0 passes, -0 does not."""
# loses: relu
# hint: The derivative at +0 is taken as 1


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = ~np.signbit(x)
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.mask
