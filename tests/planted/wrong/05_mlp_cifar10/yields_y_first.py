"""Yields labels first and inputs second."""
# loses: minibatches
# hint: none


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        yield y[batch], x[batch]
