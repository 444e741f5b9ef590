"""Recursion with yield from over rng.permuted indices, rows as lists of views stacked again."""


def minibatches(x, y, batch_size, rng):
    def rest(indices):
        if len(indices):
            now, later = indices[:batch_size], indices[batch_size:]
            yield np.stack([x[i] for i in now]), np.array([y[i] for i in now], dtype=y.dtype)
            yield from rest(later)

    yield from rest(rng.permuted(np.arange(len(x))))
