"""Yields an empty batch when the data divide evenly."""
# loses: minibatches
# hint: empty batch


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order) + 1, batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]
