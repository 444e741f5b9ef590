"""Has the wrong sign in the exponent, in forward and backward."""
# loses: sigmoid
# hint: the exponent's sign is wrong|right but the sign


class Sigmoid(Module):
    def forward(self, x):
        x = as_float(x)
        z = np.exp(-np.abs(x))
        y = np.where(x >= 0, z, 1) / (1 + z)
        self.slope = -y * (1 - y)
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
