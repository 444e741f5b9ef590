"""Opens the gate only from 0.001 on, to be safe from noise."""
# loses: relu
# hint: Small numbers have all become 0


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 1e-3
        return np.where(self.mask, x, 0)

    def backward(self, grad_output):
        return grad_output * self.mask
