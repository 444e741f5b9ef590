"""Calls zero_grad before the epoch and after each step."""


def train_epoch(model, loss, optimizer, batches):
    optimizer.zero_grad()
    total, samples = 0.0, 0
    for x, y in batches:
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
        optimizer.zero_grad()
    return total / samples
