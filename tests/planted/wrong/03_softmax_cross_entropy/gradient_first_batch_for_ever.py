"""Keeps the probabilities of the first forward."""
# loses: cross-entropy-backward
# hint: an earlier forward


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def __init__(self):
        self.kept = None

    def forward(self, logits, labels):
        loss = super().forward(logits, labels)
        if self.kept is None or self.kept.shape != self.probabilities.shape:
            self.kept = super().backward()
        return loss

    def backward(self):
        return self.kept.copy()
