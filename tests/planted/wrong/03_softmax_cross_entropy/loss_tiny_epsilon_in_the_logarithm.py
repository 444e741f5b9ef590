"""Adds 1e-15 inside the logarithm: only very wrong predictions show it."""
# loses: cross-entropy-forward
# hint: 1e-15 added or clipped


def forward(self, logits, labels):
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    p = self.probabilities[np.arange(len(self.labels)), self.labels]
    return float(-np.mean(np.log(p + 1e-15)))


SoftmaxCrossEntropy.forward = forward
