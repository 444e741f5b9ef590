"""Reuses a gradient buffer of the first batch's size."""
# loses: cross-entropy-backward
# hint: none


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def backward(self):
        grad = super().backward()
        if not hasattr(self, "buffer"):
            self.buffer = np.empty_like(grad)
        self.buffer[:] = grad
        return self.buffer.copy()
