"""Cuts slices that are one too short, so that samples are left out."""
# loses: minibatches
# hint: leave out a sample each


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size - 1]
        yield x[batch], y[batch]
