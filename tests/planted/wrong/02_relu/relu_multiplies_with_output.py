"""Multiplies the gradient with the output instead of the slope."""
# loses: relu
# hint: Multiplied with the output


class ReLU(Module):
    def forward(self, x):
        y = np.maximum(as_float(x), 0)
        self.y = y.copy()
        return y

    def backward(self, grad_output):
        return grad_output * self.y
