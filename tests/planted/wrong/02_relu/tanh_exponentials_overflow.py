"""Writes tanh out in exponentials, which overflow for large inputs."""
# loses: tanh
# hint: exp overflows above 709


class Tanh(Module):
    def forward(self, x):
        x = as_float(x)
        y = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
        self.slope = 1 - y**2
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
