"""Uses the stable form of the negative side for every input."""
# loses: sigmoid
# hint: is for negative inputs only


class Sigmoid(Module):
    def forward(self, x):
        z = np.exp(-np.abs(as_float(x)))
        self.slope = z / (1 + z) ** 2
        return z / (1 + z)

    def backward(self, grad_output):
        return grad_output * self.slope
