"""Indexes [:, labels], which takes a whole column for each label."""
# loses: cross-entropy-forward
# hint: takes a column for each label


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    self.probabilities = np.exp(log_p)
    return float(-log_p[:, self.labels].mean())


SoftmaxCrossEntropy.forward = forward
