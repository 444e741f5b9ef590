"""Has a stable forward, but exp(-x) / (1 + exp(-x))**2 as slope: NaN in backward alone."""
# loses: sigmoid
# hint: exp overflows above 709


class Sigmoid(Module):
    def forward(self, x):
        self.x = as_float(x).copy()
        z = np.exp(-np.abs(self.x))
        return np.where(self.x >= 0, 1, z) / (1 + z)

    def backward(self, grad_output):
        return grad_output * np.exp(-self.x) / (1 + np.exp(-self.x)) ** 2
