"""Negates the caller's array in place."""
# loses: sigmoid
# hint: Make a new array


class Sigmoid(Module):
    def forward(self, x):
        x = as_float(x)
        np.negative(x, out=x)
        y = 1 / (1 + np.exp(x))
        self.slope = y * (1 - y)
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
