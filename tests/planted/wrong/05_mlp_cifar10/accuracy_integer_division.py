"""Divides with //, which gives 0 unless all are right."""
# loses: training
# hint: Yours is 0 although


def accuracy(model, x, y):
    right = np.sum(model.forward(x).argmax(axis=1) == y)
    return float(right // len(y))
