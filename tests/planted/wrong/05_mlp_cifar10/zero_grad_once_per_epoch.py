"""Calls zero_grad once before the loop."""
# loses: training
# hint: earlier batches are still there


def train_epoch(model, loss, optimizer, batches):
    optimizer.zero_grad()
    total, samples = 0.0, 0
    for x, y in batches:
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
