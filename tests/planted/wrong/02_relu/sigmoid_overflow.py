"""Uses exp(x) / (1 + exp(x)): NaN for large positive inputs."""
# loses: sigmoid
# hint: exp overflows above 709


class Sigmoid(Module):
    def forward(self, x):
        e = np.exp(as_float(x))
        y = e / (1 + e)
        self.slope = y * (1 - y)
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
