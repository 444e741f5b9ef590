"""Makes a generator with seed 0 in every call."""
# loses: minibatches
# hint: Draw from rng itself


def minibatches(x, y, batch_size, rng):
    order = np.random.default_rng(0).permutation(len(x))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]
