"""Takes log(sum(exp)) of the logits as they are."""
# loses: cross-entropy-forward
# hint: exp overflows above 709|so nothing overflows


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    total = np.exp(logits).sum(axis=1)
    return float(np.mean(np.log(total) - logits[np.arange(len(logits)), self.labels]))


SoftmaxCrossEntropy.forward = forward
