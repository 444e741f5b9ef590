"""Subtracts 1 from every entry."""
# loses: cross-entropy-backward
# hint: 1 has been subtracted from every entry


def backward(self):
    return (self.probabilities - 1) / len(self.probabilities)


SoftmaxCrossEntropy.backward = backward
