"""Goes through the data in its given order."""
# loses: minibatches
# hint: none


def minibatches(x, y, batch_size, rng):
    order = np.arange(len(x))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]
