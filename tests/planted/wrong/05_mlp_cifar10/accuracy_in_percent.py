"""Returns the accuracy in percent."""
# loses: training
# hint: percentage


def accuracy(model, x, y):
    return 100 * float(np.mean(model.forward(x).argmax(axis=1) == y))
