"""A generator of weighted losses summed by fsum, with a dict to count samples; accuracy by sorting the logits."""

from collections import defaultdict
from math import fsum


def weighted_losses(model, loss, optimizer, batches, count):
    for x, y in iter(batches):
        optimizer.zero_grad()
        value = loss.forward(model.forward(x), y)
        model.backward(grad_output=loss.backward())
        optimizer.step()
        count["samples"] += y.shape[0]
        yield value * y.shape[0]


def train_epoch(model, loss, optimizer, batches):
    count = defaultdict(int)
    return fsum(weighted_losses(model, loss, optimizer, batches, count)) / count["samples"]


def accuracy(model, x, y):
    best = np.argsort(model.forward(x), axis=1)[:, -1]
    hits = [int(b) == int(label) for b, label in zip(best, y)]
    return np.mean(hits)
