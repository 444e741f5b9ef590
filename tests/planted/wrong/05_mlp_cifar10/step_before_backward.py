"""Calls step before backward, with zero_grad between them."""
# loses: training
# hint: gradient of the batch before


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        optimizer.step()
        optimizer.zero_grad()
        model.backward(loss.backward())
    return total / samples
