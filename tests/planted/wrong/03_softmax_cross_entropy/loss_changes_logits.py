"""Shifts the caller's logits in place."""
# loses: cross-entropy-forward
# hint: Make a new array


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    logits -= logits.max(axis=1, keepdims=True)
    e = np.exp(logits)
    total = e.sum(axis=1)
    self.probabilities = e / total[:, None]
    return float(np.mean(np.log(total) - logits[np.arange(len(logits)), self.labels]))


SoftmaxCrossEntropy.forward = forward
