"""Joins the short rest to the batch before it."""
# loses: minibatches
# hint: have become one


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    count = max(1, len(x) // batch_size)
    for number in range(count):
        stop = (number + 1) * batch_size if number < count - 1 else len(x)
        batch = order[number * batch_size : stop]
        yield x[batch], y[batch]
