"""Uses only the diagonal p (1 - p) of the softmax's Jacobian."""
# loses: cross-entropy-backward
# hint: Only the diagonal


def backward(self):
    p, rows = self.probabilities, np.arange(len(self.probabilities))
    upstream = np.zeros_like(p)
    upstream[rows, self.labels] = -1 / (p[rows, self.labels] * len(p))
    return upstream * p * (1 - p)


SoftmaxCrossEntropy.backward = backward
