"""Skips batches that are shorter than the first."""
# loses: training
# hint: last batch has been left out


def train_epoch(model, loss, optimizer, batches):
    total, samples, size = 0.0, 0, 0
    for x, y in batches:
        size = size or len(x)
        if len(x) < size:
            continue
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
