"""Clips the probabilities at 1e-12 so that the logarithm stays finite."""
# loses: cross-entropy-forward
# hint: 1e-12 added or clipped


def forward(self, logits, labels):
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    p = np.maximum(self.probabilities, 1e-12)
    return float(-np.mean(np.log(p[np.arange(len(p)), self.labels])))


SoftmaxCrossEntropy.forward = forward
