"""forward computes the gradient at once and backward hands out copies; comparison of labels with a range of classes."""


class SoftmaxCrossEntropy:
    def __init__(self):
        self._grad = None

    def forward(self, logits, labels):
        with np.errstate(under="ignore", over="raise"):
            z = as_floating(logits)
            centered = z - np.max(z, axis=1, keepdims=True)
            total = np.exp(centered).sum(axis=1, keepdims=True)
            is_label = np.arange(z.shape[1])[None, :] == np.reshape(labels, (-1, 1))
            self._grad = (np.exp(centered) / total - is_label) / len(z)
            return np.sum(np.log(total)[:, 0] - centered[is_label]) / z.shape[0]

    def backward(self, grad_output=1.0):
        return self._grad * grad_output
