"""Shifts all rows by the largest logit of the batch, in the loss alone."""
# loses: cross-entropy-forward
# hint: In a row far below the others


def forward(self, logits, labels):
    logits = as_floating(logits)
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    z = logits - logits.max()
    return float(np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(z)), self.labels]))


SoftmaxCrossEntropy.forward = forward
