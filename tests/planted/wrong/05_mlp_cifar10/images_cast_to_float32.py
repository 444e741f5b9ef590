"""Casts the inputs to float32."""
# loses: minibatches
# hint: Somewhere on the way the numbers are float32


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch].astype(np.float32), y[batch]
