"""Divides by the number of classes."""
# loses: training
# hint: none


def accuracy(model, x, y):
    logits = model.forward(x)
    return float(np.sum(logits.argmax(axis=1) == y) / logits.shape[1])
