"""Makes rows of everything: right for 2-D, but 3-D input loses an axis."""
# loses: relu
# hint: An axis is gone|axes|merged


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        rows = x.reshape(len(x), -1) if x.ndim > 1 else x
        self.mask = rows > 0
        return np.maximum(rows, 0)

    def backward(self, grad_output):
        return grad_output.reshape(self.mask.shape) * self.mask
