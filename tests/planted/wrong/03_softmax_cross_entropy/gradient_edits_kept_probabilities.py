"""Subtracts the 1 in the kept probabilities: the second backward differs."""
# loses: cross-entropy-backward
# hint: The first backward changed what forward had kept


def backward(self):
    grad = self.probabilities
    grad[np.arange(len(grad)), self.labels] -= 1
    return grad / len(grad)


SoftmaxCrossEntropy.backward = backward
