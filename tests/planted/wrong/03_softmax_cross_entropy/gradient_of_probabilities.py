"""Returns dL/dp: the way through the softmax is missing."""
# loses: cross-entropy-backward
# hint: The gradient with respect to the probabilities


def backward(self):
    p, rows = self.probabilities, np.arange(len(self.probabilities))
    grad = np.zeros_like(p)
    grad[rows, self.labels] = -1 / (p[rows, self.labels] * len(p))
    return grad


SoftmaxCrossEntropy.backward = backward
