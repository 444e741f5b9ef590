"""Averages the accuracies of batches, a short last one included as if it were full."""
# loses: training
# hint: none


def accuracy(model, x, y):
    parts = [np.mean(model.forward(x[i : i + 128]).argmax(axis=1) == y[i : i + 128]) for i in range(0, len(x), 128)]
    return float(np.mean(parts))
