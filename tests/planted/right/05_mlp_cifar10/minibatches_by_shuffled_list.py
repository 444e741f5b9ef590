"""rng.shuffle on an index array, islice of an iterator, np.take."""

from itertools import islice


def minibatches(x, y, batch_size, rng, shuffle=True):
    index = np.arange(len(y))
    if shuffle:
        rng.shuffle(index)
    index = iter(index)
    while chunk := list(islice(index, batch_size)):
        yield np.take(x, chunk, axis=0), np.take(y, chunk)
