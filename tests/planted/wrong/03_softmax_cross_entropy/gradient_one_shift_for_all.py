"""Recomputes the softmax in backward with one shift for the whole batch."""
# loses: cross-entropy-backward
# hint: In a row far below the others


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        self.logits = as_floating(logits).copy()
        return super().forward(logits, labels)

    def backward(self):
        e = np.exp(self.logits - self.logits.max())
        grad = e / e.sum(axis=1, keepdims=True)
        grad[np.arange(len(grad)), self.labels] -= 1
        return grad / len(grad)
