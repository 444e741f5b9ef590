"""Looks at the first 97 samples only."""
# loses: training
# hint: none


def accuracy(model, x, y):
    return float(np.mean(model.forward(x[:97]).argmax(axis=1) == y[:97]))
