"""Computes in float64 whatever comes."""
# loses: tanh
# hint: A float64 array has joined in


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(np.array(x, dtype=np.float64))
        self.slope = 1 - y**2
        return y

    def backward(self, grad_output):
        return grad_output * self.slope
