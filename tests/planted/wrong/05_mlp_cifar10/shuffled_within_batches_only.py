"""Cuts the data as it is and shuffles within each batch."""
# loses: minibatches
# hint: one order for all samples


def minibatches(x, y, batch_size, rng):
    for start in range(0, len(x), batch_size):
        batch = start + rng.permutation(min(batch_size, len(x) - start))
        yield x[batch], y[batch]
