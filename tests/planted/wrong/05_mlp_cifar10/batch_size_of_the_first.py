"""Weights every batch by the size of the first one."""
# loses: training
# hint: counted as equally large


def train_epoch(model, loss, optimizer, batches):
    total, samples, size = 0.0, 0, None
    for x, y in batches:
        optimizer.zero_grad()
        size = size or len(x)
        total += loss.forward(model.forward(x), y) * size
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
