"""Adds up the batches' mean losses and divides by the number of samples."""
# loses: training
# hint: divided by the number of samples


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
