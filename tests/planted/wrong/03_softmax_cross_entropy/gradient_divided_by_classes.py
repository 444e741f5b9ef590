"""Divides by the number of classes instead of samples."""
# loses: cross-entropy-backward
# hint: by exactly|went astray


def backward(self):
    grad = self.probabilities.copy()
    grad[np.arange(len(grad)), self.labels] -= 1
    return grad / grad.shape[1]


SoftmaxCrossEntropy.backward = backward
