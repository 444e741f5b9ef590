"""Lets a hundredth of negative inputs through, in both directions."""
# loses: relu
# hint: as in a leaky ReLU


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.slope = np.where(x > 0, 1, 0.01).astype(x.dtype)
        return x * self.slope

    def backward(self, grad_output):
        return grad_output * self.slope
