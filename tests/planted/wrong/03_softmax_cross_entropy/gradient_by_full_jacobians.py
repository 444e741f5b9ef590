"""Builds the Jacobian of every sample: right, but far too slow for many classes."""
# loses: cross-entropy-backward
# hint: none


def backward(self):
    p, (n, c) = self.probabilities, self.probabilities.shape
    grad = np.zeros_like(p)
    for i in range(n):
        t = np.eye(c)[self.labels[i]]
        for k in range(c):
            for j in range(c):
                grad[i, k] += -t[j] * ((j == k) - p[i, k]) / n
    return grad


SoftmaxCrossEntropy.backward = backward
