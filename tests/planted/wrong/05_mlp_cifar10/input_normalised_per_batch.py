"""Normalises each batch with its own mean and deviation."""
# loses: training
# hint: none


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        x = (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-8)
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
