"""Takes the log of the mean probability instead of the mean of the logs."""
# loses: cross-entropy-forward
# hint: the log of the mean probability


def forward(self, logits, labels):
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    return float(-np.log(np.mean(self.probabilities[np.arange(len(self.labels)), self.labels])))


SoftmaxCrossEntropy.forward = forward
