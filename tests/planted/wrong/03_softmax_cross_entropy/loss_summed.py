"""Adds up over the samples instead of averaging."""
# loses: cross-entropy-forward
# hint: a sum was taken where a mean belongs


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(z)
    total = e.sum(axis=1)
    self.probabilities = e / total[:, None]
    return float(np.sum(np.log(total) - z[np.arange(len(z)), self.labels]))


SoftmaxCrossEntropy.forward = forward
