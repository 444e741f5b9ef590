"""Keeps slopes of 1.0 and 0.0 in float64: float32 gradients come out as float64."""
# loses: relu
# hint: A float64 array has joined in


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.slope = np.where(x > 0, 1.0, 0.0)
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.slope
