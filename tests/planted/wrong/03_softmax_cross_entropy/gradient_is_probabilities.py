"""Returns the probabilities over N: the labels have not come in."""
# loses: cross-entropy-backward
# hint: the label has not come in yet


def backward(self):
    return self.probabilities / len(self.probabilities)


SoftmaxCrossEntropy.backward = backward
