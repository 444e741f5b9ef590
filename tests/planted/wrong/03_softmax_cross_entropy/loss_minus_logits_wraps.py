"""Takes the minus of unsigned logits, which wraps around."""
# loses: cross-entropy-forward
# hint: none


def forward(self, logits, labels):
    self.labels, self.probabilities = np.array(labels), softmax(logits)
    z = as_floating(logits)
    shift = z.max(axis=1, keepdims=True)
    total = np.log(np.exp(z - shift).sum(axis=1)) + shift[:, 0]
    return float(np.mean(-logits[np.arange(len(z)), self.labels] + total))


SoftmaxCrossEntropy.forward = forward
