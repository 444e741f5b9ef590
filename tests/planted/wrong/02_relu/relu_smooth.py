"""Takes softplus, the smooth relative of ReLU, with its own derivative."""
# loses: relu
# hint: a smooth relative


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.slope = 1 / (1 + np.exp(-x))
        return np.logaddexp(0, x)

    def backward(self, grad_output):
        return grad_output * self.slope
