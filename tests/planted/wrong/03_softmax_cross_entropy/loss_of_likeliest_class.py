"""Scores the likeliest class instead of the label."""
# loses: cross-entropy-forward
# hint: This is the loss of the likeliest class


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    total = np.exp(z).sum(axis=1)
    self.probabilities = np.exp(z) / total[:, None]
    return float(np.mean(np.log(total) - z[np.arange(len(z)), z.argmax(axis=1)]))


SoftmaxCrossEntropy.forward = forward
