"""Keeps the shifted logits of integers in an integer array, where np.exp cannot write."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: none


def forward(self, logits, labels):
    self.labels = np.array(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    at_label = z[np.arange(len(z)), self.labels]
    np.exp(z, out=z)
    total = z.sum(axis=1, keepdims=True)
    self.probabilities = z / total
    return float(np.mean(np.log(total[:, 0]) - at_label))


SoftmaxCrossEntropy.forward = forward
