"""Goes through full batches of 128 and leaves the rest out."""
# loses: training
# hint: none


def accuracy(model, x, y):
    parts = [model.forward(x[i : i + 128]).argmax(axis=1) == y[i : i + 128] for i in range(0, len(x) - 127, 128)]
    return float(np.mean(parts)) if parts else float(np.mean(model.forward(x).argmax(axis=1) == y))
