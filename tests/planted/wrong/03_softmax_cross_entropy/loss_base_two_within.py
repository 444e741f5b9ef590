"""Takes np.log2 of the sum of exponentials and of nothing else."""
# loses: cross-entropy-forward
# hint: logarithm to base 2


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(z)
    total = e.sum(axis=1)
    self.probabilities = e / total[:, None]
    return float(np.mean(np.log2(total) - z[np.arange(len(z)), self.labels]))


SoftmaxCrossEntropy.forward = forward
