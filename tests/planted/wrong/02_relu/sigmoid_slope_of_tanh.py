"""Takes the slope of tanh, 1 - y**2."""
# loses: sigmoid
# hint: is the slope of tanh


class Sigmoid(Module):
    def forward(self, x):
        x = as_float(x)
        z = np.exp(-np.abs(x))
        y = np.where(x >= 0, 1, z) / (1 + z)
        self.slope = 1 - y**2
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
