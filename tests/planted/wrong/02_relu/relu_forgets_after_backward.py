"""Throws the mask away in backward, so that a second backward fails."""
# loses: relu
# hint: none


class ReLU(Module):
    def __init__(self):
        self.masks = []

    def forward(self, x):
        x = as_float(x)
        self.masks.append(x > 0)
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.masks.pop()
