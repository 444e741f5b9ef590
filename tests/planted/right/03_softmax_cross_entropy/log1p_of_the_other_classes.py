"""The loss as log1p of the sum over the other classes, relative to the label's own logit where that is the largest."""


def one_loss(row, label):
    """log sum exp(row - row[label]), exact when the label is by far the largest."""
    others = np.delete(row, label).astype(np.float64) - float(row[label])
    if not others.size:
        return 0.0
    top = max(float(others.max()), 0.0)
    return top + (np.log1p(np.exp(others).sum()) if top == 0 else np.log(np.exp(-top) + np.exp(others - top).sum()))


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        self.saved = as_floating(logits).copy(), np.array(labels).astype(int)
        return float(np.mean([one_loss(row, label) for row, label in zip(*self.saved)]))

    def backward(self):
        logits, labels = self.saved
        grad = softmax(logits)
        grad[np.arange(len(labels)), labels] -= 1
        return grad / len(labels)
