"""Takes batch_size for the number of batches."""
# loses: minibatches
# hint: number of batches


def minibatches(x, y, batch_size, rng):
    for batch in np.array_split(rng.permutation(len(x)), batch_size):
        yield x[batch], y[batch]
