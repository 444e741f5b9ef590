"""Makes one-hot labels in float64: the gradient of float32 logits becomes float64."""
# loses: cross-entropy-backward
# hint: A float64 array has joined in


def backward(self):
    one_hot = np.eye(self.probabilities.shape[1])[self.labels]
    return (self.probabilities - one_hot) / len(one_hot)


SoftmaxCrossEntropy.backward = backward
