"""Remembers one bit per entry: the mask packed by np.packbits, and its shape."""


class ReLU(Module):
    __slots__ = ("bits", "shape")

    def forward(self, x):
        y = np.maximum(as_float(x), 0)
        positive = np.greater(y, 0)
        self.bits, self.shape = np.packbits(positive), positive.shape
        return y

    @property
    def mask(self):
        size = int(np.prod(self.shape))
        return np.unpackbits(self.bits, count=size).reshape(self.shape).astype(bool)

    def backward(self, grad_output):
        grad_input = np.zeros_like(grad_output)
        np.copyto(grad_input, grad_output, where=self.mask)
        return grad_input
