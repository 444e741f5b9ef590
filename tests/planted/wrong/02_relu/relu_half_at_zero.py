"""Takes the mean of both slopes, 1/2, where the input is 0."""
# loses: relu
# hint: The derivative at 0 is taken as 1/2


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.slope = np.heaviside(x, np.array(0.5, x.dtype))
        return np.maximum(x, 0)

    def backward(self, grad_output):
        return grad_output * self.slope
