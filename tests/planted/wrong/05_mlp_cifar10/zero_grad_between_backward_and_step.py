"""Calls zero_grad between backward and step."""
# loses: training
# hint: not moved at all


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.zero_grad()
        optimizer.step()
    return total / samples
