"""Subtracts 1 in whole columns: grad[:, labels]."""
# loses: cross-entropy-backward
# hint: in whole columns|or all columns


def backward(self):
    grad = self.probabilities.copy()
    grad[:, self.labels] -= 1
    return grad / len(grad)


SoftmaxCrossEntropy.backward = backward
