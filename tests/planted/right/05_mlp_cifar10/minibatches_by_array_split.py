"""np.split at multiples of the batch size, zip of the pieces; a list instead of a generator."""


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(x.shape[0])
    cuts = range(batch_size, len(order), batch_size)
    return list(zip(np.split(x[order], cuts), np.array_split(y[order], cuts)))
