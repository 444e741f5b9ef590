"""Cuts slices that are one too long, so that samples come twice."""
# loses: minibatches
# hint: overlap by one


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size + 1]
        yield x[batch], y[batch]
