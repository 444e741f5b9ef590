"""Takes central differences of its own forward instead of the slope."""
# loses: relu
# hint: Is a difference quotient at work|The derivative at 0|Small numbers


class ReLU(Module):
    def forward(self, x):
        self.x = as_float(x).copy()
        return np.maximum(self.x, 0)

    def backward(self, grad_output):
        h = 1e-5
        slope = (np.maximum(self.x + h, 0) - np.maximum(self.x - h, 0)) / (2 * h)
        return (grad_output * slope).astype(grad_output.dtype)
