"""Takes a softmax over the samples before argmax."""
# loses: training
# hint: none


def accuracy(model, x, y):
    z = np.exp(model.forward(x))
    return float(np.mean((z / z.sum(axis=0)).argmax(axis=1) == y))
