"""Returns the share of wrong answers."""
# loses: training
# hint: share of wrong | Yours is 0 although


def accuracy(model, x, y):
    return float(np.mean(model.forward(x).argmax(axis=1) != y))
