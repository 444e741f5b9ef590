"""Rounds the accuracy to two decimals."""
# loses: training
# hint: rounded


def accuracy(model, x, y):
    return round(float(np.mean(model.forward(x).argmax(axis=1) == y)), 2)
