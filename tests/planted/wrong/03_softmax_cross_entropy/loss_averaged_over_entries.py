"""Averages the one-hot product over all N*C entries."""
# loses: cross-entropy-forward
# hint: Too small by exactly


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    self.probabilities = np.exp(log_p)
    one_hot = np.eye(logits.shape[1])[self.labels]
    return float(-np.mean(one_hot * log_p))


SoftmaxCrossEntropy.forward = forward
