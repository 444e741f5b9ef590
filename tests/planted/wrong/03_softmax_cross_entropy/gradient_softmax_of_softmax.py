"""Applies softmax to the kept probabilities in backward."""
# loses: cross-entropy-backward
# hint: Softmax has been applied twice


def backward(self):
    grad = softmax(self.probabilities)
    grad[np.arange(len(grad)), self.labels] -= 1
    return grad / len(grad)


SoftmaxCrossEntropy.backward = backward
