"""Takes minus the label's logit: the log of the sum is missing."""
# loses: cross-entropy-forward
# hint: the log of the sum of exponentials is missing


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    return float(-np.mean(logits[np.arange(len(logits)), self.labels]))


SoftmaxCrossEntropy.forward = forward
