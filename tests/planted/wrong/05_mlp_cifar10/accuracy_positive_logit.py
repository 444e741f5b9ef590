"""Counts a sample as right when the logit of its label is positive."""
# loses: training
# hint: none


def accuracy(model, x, y):
    return float(np.mean(model.forward(x)[np.arange(len(y)), y] > 0))
