"""Uses exp(2 x), which overflows only for large positive inputs."""
# loses: tanh
# hint: exp overflows above 709


class Tanh(Module):
    def forward(self, x):
        e = np.exp(2 * as_float(x))
        y = (e - 1) / (e + 1)
        self.slope = 1 - y**2
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
