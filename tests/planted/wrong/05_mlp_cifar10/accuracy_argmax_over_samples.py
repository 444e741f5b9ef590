"""Takes argmax over the samples instead of the classes."""
# loses: training
# hint: Yours is 0 although


def accuracy(model, x, y):
    return float(np.mean(model.forward(x).argmax(axis=0)[y] == y))
