"""Divides by N in two places."""
# loses: cross-entropy-backward
# hint: Too small by exactly


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def backward(self):
        grad = super().backward()
        grad /= len(grad)
        return grad
