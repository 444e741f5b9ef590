"""Returns how many are right, as a float."""
# loses: training
# hint: batch size N


def accuracy(model, x, y):
    return float(np.sum(model.forward(x).argmax(axis=1) == y))
