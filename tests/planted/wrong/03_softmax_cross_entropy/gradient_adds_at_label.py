"""Adds the 1 at the label."""
# loses: cross-entropy-backward
# hint: The 1 is added at the label


def backward(self):
    grad = self.probabilities.copy()
    grad[np.arange(len(grad)), self.labels] += 1
    return grad / len(grad)


SoftmaxCrossEntropy.backward = backward
