"""rng.choice without replacement, and each batch is a NamedTuple."""

from collections import namedtuple

Batch = namedtuple("Batch", "x y")


def minibatches(x, y, batch_size, rng):
    order = rng.choice(len(x), size=len(x), replace=False)
    return (Batch(x[part], y[part]) for part in (order[k : k + batch_size] for k in range(0, len(x), batch_size)))
