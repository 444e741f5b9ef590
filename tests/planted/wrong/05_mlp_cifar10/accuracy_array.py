"""Returns one truth value per sample and no mean."""
# loses: training
# hint: Add up or average over all samples | still has axes


def accuracy(model, x, y):
    return model.forward(x).argmax(axis=1) == y
