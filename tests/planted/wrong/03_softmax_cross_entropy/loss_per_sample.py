"""Returns one loss per sample."""
# loses: cross-entropy-forward
# hint: Add up or average over all samples|axes


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(z)
    total = e.sum(axis=1)
    self.probabilities = e / total[:, None]
    return np.log(total) - z[np.arange(len(z)), self.labels]


SoftmaxCrossEntropy.forward = forward
