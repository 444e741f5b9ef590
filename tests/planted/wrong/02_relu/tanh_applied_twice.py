"""Takes tanh of the kept output once more in the slope."""
# loses: tanh
# hint: tanh has been applied twice


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(as_float(x))
        self.y = y.copy()
        return y

    def backward(self, grad_output):
        return grad_output * (1 - np.tanh(self.y) ** 2)
