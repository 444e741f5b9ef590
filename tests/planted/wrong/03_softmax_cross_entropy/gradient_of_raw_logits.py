"""Subtracts the 1 from the logits: softmax is missing in backward."""
# loses: cross-entropy-backward
# hint: The logits have been taken for probabilities


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        self.logits = as_floating(logits).copy()
        return super().forward(logits, labels)

    def backward(self):
        grad = self.logits.copy()
        grad[np.arange(len(grad)), self.labels] -= 1
        return grad / len(grad)
