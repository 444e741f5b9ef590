"""Adds 1 to the end of the slice and the step, as one does in other languages."""
# loses: minibatches
# hint: one sample too large | none


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size + 1):
        batch = order[start : start + batch_size + 1]
        yield x[batch], y[batch]
