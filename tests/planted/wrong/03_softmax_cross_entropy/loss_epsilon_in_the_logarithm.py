"""Adds 1e-8 inside the logarithm."""
# loses: cross-entropy-forward
# hint: 1e-08 added or clipped


def forward(self, logits, labels):
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    p = self.probabilities[np.arange(len(self.labels)), self.labels]
    return float(-np.mean(np.log(p + 1e-8)))


SoftmaxCrossEntropy.forward = forward
