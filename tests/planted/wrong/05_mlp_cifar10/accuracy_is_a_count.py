"""Returns how many are right."""
# loses: training
# hint: Return a float: integers


def accuracy(model, x, y):
    return int(np.sum(model.forward(x).argmax(axis=1) == y))
