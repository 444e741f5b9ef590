"""Drops the axis of a single sample."""
# loses: cross-entropy-backward
# hint: axes of length 1


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def backward(self):
        return np.squeeze(super().backward())
