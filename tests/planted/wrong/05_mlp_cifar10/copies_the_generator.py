"""Works on a copy of rng, so that every epoch has the same order."""
# loses: minibatches
# hint: Draw from rng itself


def minibatches(x, y, batch_size, rng):
    from copy import deepcopy
    
    order = deepcopy(rng).permutation(len(x))
    for start in range(0, len(order), batch_size):
        batch = order[start : start + batch_size]
        yield x[batch], y[batch]
