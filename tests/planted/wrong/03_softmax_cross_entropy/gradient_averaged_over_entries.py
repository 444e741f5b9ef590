"""Divides by N*C."""
# loses: cross-entropy-backward
# hint: Too small by exactly


def backward(self):
    grad = self.probabilities.copy()
    grad[np.arange(len(grad)), self.labels] -= 1
    return grad / grad.size


SoftmaxCrossEntropy.backward = backward
