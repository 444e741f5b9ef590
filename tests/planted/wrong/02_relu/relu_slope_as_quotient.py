"""Computes the slope as output over input: NaN at 0."""
# loses: relu
# hint: none


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        y = np.maximum(x, 0)
        self.slope = y / x
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
