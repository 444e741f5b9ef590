"""Makes batches of nearly equal size with array_split."""
# loses: minibatches
# hint: nearly equal size


def minibatches(x, y, batch_size, rng):
    for batch in np.array_split(rng.permutation(len(x)), -(-len(x) // batch_size)):
        yield x[batch], y[batch]
