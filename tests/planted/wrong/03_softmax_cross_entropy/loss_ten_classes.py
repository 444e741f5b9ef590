"""Makes one-hot labels for ten classes, as in CIFAR-10."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: none


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        z = as_floating(logits)
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        self.p, self.t = np.exp(log_p), np.eye(10, dtype=z.dtype)[labels]
        return float(-np.sum(self.t * log_p) / len(z))

    def backward(self):
        return (self.p - self.t) / len(self.p)
