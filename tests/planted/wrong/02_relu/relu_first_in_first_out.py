"""Keeps the masks in a queue, and backward takes the oldest."""
# loses: relu
# hint: an earlier forward


class ReLU(Module):
    def __init__(self):
        self.masks = []

    def forward(self, x):
        x = as_float(x)
        self.masks.append(x > 0)
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.masks[0]
