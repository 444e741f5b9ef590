"""Drops the last batch when it is not full."""
# loses: minibatches
# hint: last, shorter batch is missing


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order) - batch_size + 1, batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]
