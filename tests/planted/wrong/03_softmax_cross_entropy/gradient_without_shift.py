"""Recomputes the softmax in backward without a shift: NaN for large logits."""
# loses: cross-entropy-backward
# hint: exp overflows above 709


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        self.logits = as_floating(logits).copy()
        return super().forward(logits, labels)

    def backward(self):
        e = np.exp(self.logits)
        grad = e / e.sum(axis=1, keepdims=True)
        grad[np.arange(len(grad)), self.labels] -= 1
        return grad / len(grad)
