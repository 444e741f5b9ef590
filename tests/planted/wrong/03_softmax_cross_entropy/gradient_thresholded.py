"""Sets gradients below 1e-6 to 0, as if they were noise."""
# loses: cross-entropy-backward
# hint: none


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def backward(self):
        grad = super().backward()
        grad[np.abs(grad) < 1e-6] = 0
        return grad
