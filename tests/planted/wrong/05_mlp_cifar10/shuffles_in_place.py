"""Shuffles the caller's arrays in place."""
# loses: minibatches
# hint: Make a new array


def minibatches(x, y, batch_size, rng):
    state = rng.bit_generator.state
    rng.shuffle(x)
    rng.bit_generator.state = state
    rng.shuffle(y)
    for start in range(0, len(x), batch_size):
        yield x[start : start + batch_size], y[start : start + batch_size]
