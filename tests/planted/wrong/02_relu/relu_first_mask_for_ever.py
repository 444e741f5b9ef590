"""Makes the mask in the first forward only."""
# loses: relu
# hint: an earlier forward


class ReLU(Module):
    def __init__(self):
        self.mask = None

    def forward(self, x):
        x = as_float(x)
        if self.mask is None or self.mask.shape != x.shape:
            self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.mask
