"""Returns truth minus answer."""
# loses: cross-entropy-backward
# hint: Everything is right but the sign


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def backward(self):
        return -super().backward()
