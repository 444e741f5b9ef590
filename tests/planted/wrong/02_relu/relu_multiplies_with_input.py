"""Multiplies the gradient with the input instead of the slope."""
# loses: relu
# hint: Multiplied with x itself


class ReLU(Module):
    def forward(self, x):
        self.x = as_float(x).copy()
        return np.maximum(self.x, 0)

    def backward(self, grad_output):
        return grad_output * self.x
