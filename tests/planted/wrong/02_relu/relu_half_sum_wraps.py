"""Computes (x + |x|) / 2 on raw integers, which wrap around above 127 in uint8."""
# loses: relu
# hint: uint8 numbers wrap around


class ReLU(Module):
    def forward(self, x):
        self.mask = x > 0
        return (x + np.abs(x)) / 2

    def backward(self, grad_output):
        return grad_output * self.mask
