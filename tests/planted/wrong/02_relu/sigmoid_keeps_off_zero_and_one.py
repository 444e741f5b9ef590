"""Clips the output 1e-7 away from 0 and 1, for the sake of a later logarithm."""
# loses: sigmoid
# hint: kept 1e-07 away


class Sigmoid(Module):
    def forward(self, x):
        x = as_float(x)
        z = np.exp(-np.abs(x))
        self.slope = z / (1 + z) ** 2
        return np.clip(np.where(x >= 0, 1, z) / (1 + z), 1e-7, 1 - 1e-7)

    def backward(self, grad_output):
        return grad_output * self.slope
