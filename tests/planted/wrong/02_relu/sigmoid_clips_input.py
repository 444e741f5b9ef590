"""Clips the input at 10 against overflow."""
# loses: sigmoid
# hint: clipped at 10


class Sigmoid(Module):
    def forward(self, x):
        x = np.clip(as_float(x), -10, 10)
        y = 1 / (1 + np.exp(-x))
        self.slope = y * (1 - y)
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
