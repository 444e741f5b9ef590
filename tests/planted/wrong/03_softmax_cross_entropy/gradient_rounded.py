"""Rounds the gradient to five decimals."""
# loses: cross-entropy-backward
# hint: rounded to 5 decimals


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def backward(self):
        return np.round(super().backward(), 5)
