"""Turns input into at least one axis, so that an array of shape () gets one."""
# loses: relu
# hint: axes of length 1


class ReLU(Module):
    def forward(self, x):
        x = np.atleast_1d(as_float(x))
        self.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return np.atleast_1d(grad_output) * self.mask
