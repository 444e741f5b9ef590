"""Takes the smallest output for the prediction."""
# loses: training
# hint: argmax | Yours is 0 although


def accuracy(model, x, y):
    return float(np.mean(model.forward(x).argmin(axis=1) == y))
