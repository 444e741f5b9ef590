"""Takes argmax over the whole array."""
# loses: training
# hint: Yours is 0 although


def accuracy(model, x, y):
    return float(np.mean(model.forward(x).argmax() == y))
