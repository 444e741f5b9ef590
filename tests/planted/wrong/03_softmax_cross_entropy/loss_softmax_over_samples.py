"""Normalises over the samples inside the loss."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: The softmax ran over the samples


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        logits = as_floating(logits)
        self.labels = np.array(labels)
        z = logits - logits.max(axis=0)
        log_p = z - np.log(np.exp(z).sum(axis=0))
        self.p = np.exp(log_p)
        return float(-log_p[np.arange(len(z)), self.labels].mean())

    def backward(self):
        grad = self.p.copy()
        grad[np.arange(len(grad)), self.labels] -= 1
        return grad / len(grad)
