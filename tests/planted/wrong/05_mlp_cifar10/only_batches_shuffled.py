"""Shuffles the order of the batches, but cuts them from the data as it is."""
# loses: minibatches
# hint: one order for all samples


def minibatches(x, y, batch_size, rng):
    starts = np.arange(0, len(x), batch_size)
    last = starts[-1:]
    for start in [*rng.permutation(starts[:-1]), *last]:
        yield x[start : start + batch_size], y[start : start + batch_size]
