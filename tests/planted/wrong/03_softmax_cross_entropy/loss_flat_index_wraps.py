"""Computes flat indices in the labels' own dtype: uint8 labels wrap around."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: none


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        p = softmax(logits)
        n, c = p.shape
        self.index = np.arange(n).astype(labels.dtype) * np.array(c).astype(labels.dtype) + labels
        self.probabilities = p
        z = as_floating(logits)
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        return float(-np.mean(log_p.ravel()[self.index]))

    def backward(self):
        grad = self.probabilities.copy()
        grad.ravel()[self.index] -= 1
        return grad / len(grad)
