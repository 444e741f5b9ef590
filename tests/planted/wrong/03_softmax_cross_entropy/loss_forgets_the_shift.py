"""Shifts in the logarithm of the sum, but not in the label's logit."""
# loses: cross-entropy-forward
# hint: The shift is missing in the label's logit


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    total = np.exp(logits - logits.max(axis=1, keepdims=True)).sum(axis=1)
    return float(np.mean(np.log(total) - logits[np.arange(len(logits)), self.labels]))


SoftmaxCrossEntropy.forward = forward
