"""Opens the gate of backward only from 1e-8 on."""
# loses: relu
# hint: Small numbers have all become 0


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.mask = x > 1e-8
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.mask
