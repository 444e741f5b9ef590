"""Averages the accuracies of the classes, whatever their sizes."""
# loses: training
# hint: none


def accuracy(model, x, y):
    hits = model.forward(x).argmax(axis=1) == y
    return float(np.mean([hits[y == c].mean() for c in np.unique(y)]))
