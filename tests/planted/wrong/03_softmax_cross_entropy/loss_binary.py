"""Counts every class as a yes-no question, with log(1 - p) for the wrong ones."""
# loses: cross-entropy-forward
# hint: The wrong classes are counted too


def forward(self, logits, labels):
    self.labels = np.array(labels)
    self.probabilities = p = softmax(logits)
    t = np.eye(p.shape[1])[self.labels]
    return float(-np.sum(np.where(t == 1, np.log(p), np.log(1 - p))) / len(p))


SoftmaxCrossEntropy.forward = forward
