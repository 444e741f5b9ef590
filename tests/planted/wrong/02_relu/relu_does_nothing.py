"""Forgets the maximum in forward: every input is passed on."""
# loses: relu
# hint: This is the input x itself


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 0
        return x.copy()

    def backward(self, grad_output):
        return grad_output * self.mask
