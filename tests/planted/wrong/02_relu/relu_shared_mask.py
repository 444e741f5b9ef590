"""Keeps the mask on the class, shared by all layers."""
# loses: relu
# hint: another instance's forward


class ReLU(Module):
    mask = None

    def forward(self, x):
        x = as_float(x)
        ReLU.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * ReLU.mask
