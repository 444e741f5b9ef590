"""Repeats the last sample until the last batch is full."""
# loses: minibatches
# hint: filled up


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size):
        batch = np.take(order, np.arange(start, start + batch_size), mode="clip")
        yield x[batch], y[batch]
