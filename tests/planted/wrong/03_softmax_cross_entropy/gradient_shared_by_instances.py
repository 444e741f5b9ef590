"""Keeps the probabilities and labels on the class."""
# loses: cross-entropy-backward
# hint: another instance's forward


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        z = as_floating(logits)
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        SoftmaxCrossEntropy.p, SoftmaxCrossEntropy.labels = np.exp(log_p), np.array(labels)
        return float(-log_p[np.arange(len(z)), labels].mean())

    def backward(self):
        grad = self.p.copy()
        grad[np.arange(len(grad)), self.labels] -= 1
        return grad / len(grad)
