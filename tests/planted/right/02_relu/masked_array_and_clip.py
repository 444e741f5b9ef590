"""numpy.ma forward for ReLU, a compressed copy of the slope for Tanh."""

from numpy import ma


class ReLU(Module):
    def forward(self, x):
        self.masked = ma.masked_less_equal(as_float(x), 0, copy=True)
        return np.clip(self.masked.filled(0), 0, None)

    def backward(self, grad_output):
        return ma.array(grad_output, mask=ma.getmaskarray(self.masked)).filled(0)


class Tanh(Module):
    def forward(self, x):
        self.y = np.tanh(as_float(x)).copy(order="F")
        return np.array(self.y)

    def backward(self, grad_output):
        return (1 - self.y) * (1 + self.y) * grad_output
