"""Averages 1 - p of the label: the logarithm is missing."""
# loses: cross-entropy-forward
# hint: The logarithm is missing


def forward(self, logits, labels):
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    return float(np.mean(1 - self.probabilities[np.arange(len(self.labels)), self.labels]))


SoftmaxCrossEntropy.forward = forward
