"""Adds up over the samples in the loss and, consistently, in the gradient."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: a sum was taken where a mean belongs


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return super().forward(logits, labels) * len(labels)

    def backward(self):
        return super().backward() * len(self.labels)
