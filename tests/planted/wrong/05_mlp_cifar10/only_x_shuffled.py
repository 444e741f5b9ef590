"""Shuffles x and leaves y as it is."""
# loses: minibatches
# hint: none


def minibatches(x, y, batch_size, rng):
    x = x[rng.permutation(len(x))]
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]
