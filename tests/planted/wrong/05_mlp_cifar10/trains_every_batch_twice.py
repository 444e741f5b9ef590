"""Goes through a list of the batches twice in one call."""
# loses: training
# hint: none


def train_epoch(model, loss, optimizer, batches):
    batches = list(batches)
    total, samples = 0.0, 0
    for x, y in batches + batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
