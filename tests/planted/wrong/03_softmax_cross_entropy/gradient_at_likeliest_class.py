"""Subtracts the 1 at the likeliest class instead of the label."""
# loses: cross-entropy-backward
# hint: at the likeliest class


def backward(self):
    grad = self.probabilities.copy()
    grad[np.arange(len(grad)), grad.argmax(axis=1)] -= 1
    return grad / len(grad)


SoftmaxCrossEntropy.backward = backward
