"""LogSoftmax and NegativeLogLikelihood as modules of their own, chained by the loss; each has the full Jacobian."""

from bpkit import Module


class LogSoftmax(Module):
    def forward(self, z):
        z = as_floating(z)
        z = z - z.max(1, keepdims=True)
        self.y = z - np.log(np.exp(z).sum(1, keepdims=True))
        return self.y

    def backward(self, g):
        return g - np.exp(self.y) * g.sum(1, keepdims=True)


class NegativeLogLikelihood(Module):
    def forward(self, log_p, labels):
        self.like, self.labels = log_p, np.array(labels)
        return -np.mean(log_p[range(len(labels)), labels])

    def backward(self):
        g = np.zeros_like(self.like)
        np.subtract.at(g, (np.arange(len(g)), self.labels), 1 / len(g))
        return g


# %%
class SoftmaxCrossEntropy(Module):
    def __init__(self, *, log_softmax=LogSoftmax, likelihood=NegativeLogLikelihood):
        self.parts = log_softmax(), likelihood()

    def forward(self, logits, labels):
        first, second = self.parts
        return float(second(first(logits), labels))

    def backward(self):
        first, second = self.parts
        return first.backward(second.backward())
