"""Draws each batch without replacement, but independently of the batches before."""
# loses: minibatches
# hint: none


def minibatches(x, y, batch_size, rng):
    for start in range(0, len(x), batch_size):
        batch = rng.choice(len(x), min(batch_size, len(x) - start), replace=False)
        yield x[batch], y[batch]
