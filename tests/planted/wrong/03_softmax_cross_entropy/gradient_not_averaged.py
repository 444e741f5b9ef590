"""Leaves the gradient a sum, though the loss is a mean."""
# loses: cross-entropy-backward
# hint: a sum was taken where a mean belongs


def backward(self):
    grad = self.probabilities.copy()
    grad[np.arange(len(grad)), self.labels] -= 1
    return grad


SoftmaxCrossEntropy.backward = backward
