"""Returns only the one-hot rows with a minus."""
# loses: cross-entropy-backward
# hint: the probabilities are missing


def backward(self):
    grad = np.zeros_like(self.probabilities)
    grad[np.arange(len(grad)), self.labels] = -1 / len(grad)
    return grad


SoftmaxCrossEntropy.backward = backward
