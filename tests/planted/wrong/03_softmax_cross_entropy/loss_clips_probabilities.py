"""Clips the probabilities 1e-7 away from 0 and 1."""
# loses: cross-entropy-forward
# hint: clipped 1e-07 away|1e-07 added or clipped


def forward(self, logits, labels):
    self.labels = np.array(labels)
    self.probabilities = softmax(logits)
    p = np.clip(self.probabilities, 1e-7, 1 - 1e-7)
    return float(-np.mean(np.log(p[np.arange(len(p)), self.labels])))


SoftmaxCrossEntropy.forward = forward
