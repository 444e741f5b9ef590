"""Compares with argmax of y, as if labels were one-hot."""
# loses: training
# hint: Yours is 0 although


def accuracy(model, x, y):
    return float(np.mean(model.forward(x).argmax(axis=1) == y.argmax()))
