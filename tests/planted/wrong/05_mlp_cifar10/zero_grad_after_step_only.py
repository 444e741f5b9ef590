"""Calls zero_grad after each step only, so that what was there before the epoch counts."""
# loses: training
# hint: zero_grad must come before the first


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
        optimizer.zero_grad()
    return total / samples
