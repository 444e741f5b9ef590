"""Fills the last batch with samples from the beginning of the order."""
# loses: minibatches
# hint: filled up


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size):
        batch = np.take(order, np.arange(start, start + batch_size), mode="wrap")
        yield x[batch], y[batch]
