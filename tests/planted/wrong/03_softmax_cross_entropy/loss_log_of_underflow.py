"""Takes the log of finished probabilities, infinite when one underflows to 0."""
# loses: cross-entropy-forward
# hint: so nothing overflows


def forward(self, logits, labels):
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    return float(-np.mean(np.log(self.probabilities[np.arange(len(self.labels)), self.labels])))


SoftmaxCrossEntropy.forward = forward
