"""Compares a column with a row, so that every prediction meets every label."""
# loses: training
# hint: none


def accuracy(model, x, y):
    return float(np.mean(model.forward(x).argmax(axis=1, keepdims=True) == y))
