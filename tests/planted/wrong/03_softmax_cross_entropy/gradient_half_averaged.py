"""Divides only the 1 by N, by operator precedence."""
# loses: cross-entropy-backward
# hint: Only the 1 is divided by N


def backward(self):
    grad = self.probabilities.copy()
    n = len(grad)
    grad[np.arange(n), self.labels] -= 1 / n
    return grad


SoftmaxCrossEntropy.backward = backward
