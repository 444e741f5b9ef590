"""exp, log and friends imported by name, a global axis changed afterwards on purpose, a method called softmax."""

from numpy import arange, array, exp, log, mean

axis = 1


def softmax(logits, axis=axis):
    z = as_floating(logits)
    e = exp(z - z.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


axis = 0  # the columns of a table further down; the default above stays 1


class SoftmaxCrossEntropy:
    def softmax(self):
        return softmax(self.z)

    def forward(self, logits, labels):
        self.z, self.labels = array(as_floating(logits)), array(labels)
        z = self.z - self.z.max(axis=1, keepdims=True)
        return mean(log(exp(z).sum(axis=1)) - z[arange(len(z)), self.labels])

    def backward(self):
        p = self.softmax()
        p[arange(len(p)), self.labels] -= 1
        return p / len(p)
