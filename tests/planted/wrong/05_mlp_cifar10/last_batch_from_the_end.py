"""Takes the last batch_size samples as the last batch, so that some come twice."""
# loses: minibatches
# hint: filled up


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size):
        start = max(0, min(start, len(order) - batch_size))
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]
