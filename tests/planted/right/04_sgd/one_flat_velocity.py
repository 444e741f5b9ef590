"""One flat velocity vector for all parameters, of which each owns a slice."""

from itertools import accumulate


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False, **unknown):
        self.parameters = list(parameters)
        self.lr, self.momentum, self.weight_decay, self.nesterov = lr, momentum, weight_decay, nesterov
        ends = list(accumulate((p.data.size for p in self.parameters), initial=0))
        self.slices = [slice(a, b) for a, b in zip(ends, ends[1:])]
        self.v = np.zeros(ends[-1])

    def step(self):
        for p, where in zip(self.parameters, self.slices):
            if p.grad is not None:
                self._move(p, self.v[where].reshape(p.data.shape))

    def _move(self, p, v):
        g = p.grad + self.weight_decay * p.data
        v *= self.momentum  # a view into the flat vector
        v += g
        p.data -= (self.lr * (g + self.momentum * v if self.nesterov else v)).astype(p.data.dtype)

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None
