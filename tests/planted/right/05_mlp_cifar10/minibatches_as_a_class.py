"""minibatches is a class with __iter__ and __len__; the order comes from sorting random numbers."""

from math import ceil


class minibatches:
    def __init__(self, x, y, batch_size, rng):
        self.x, self.y, self.size = x, y, batch_size
        self.order = np.argsort(rng.random(len(x)), kind="stable")

    def __len__(self):
        return ceil(len(self.x) / self.size)

    def __iter__(self):
        for k in range(len(self)):
            here = self.order[self.size * k :][: self.size]
            yield self.x[here], self.y[here]
