"""Subtracts and divides in the kept probabilities and returns them."""
# loses: cross-entropy-backward
# hint: The first backward changed what forward had kept


def backward(self):
    grad = self.probabilities
    grad[np.arange(len(grad)), self.labels] -= 1
    grad /= len(grad)
    return grad


SoftmaxCrossEntropy.backward = backward
