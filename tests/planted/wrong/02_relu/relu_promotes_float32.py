"""Fills an array of zeros: float32 comes out as float64."""
# loses: relu
# hint: A float64 array has joined in


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 0
        y = np.zeros(x.shape)
        y[self.mask] = x[self.mask]
        return y

    def backward(self, grad_output):
        return grad_output * self.mask
