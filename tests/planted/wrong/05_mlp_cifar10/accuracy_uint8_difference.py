"""Casts predictions to bool before it compares."""
# loses: training
# hint: none


def accuracy(model, x, y):
    return float(np.mean(model.forward(x).argmax(axis=1).astype(bool) == y.astype(bool)))
