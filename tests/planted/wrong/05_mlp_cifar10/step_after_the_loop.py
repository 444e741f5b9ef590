"""Calls step once, after the loop."""
# loses: training
# hint: one step, with the gradient of the last


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
    optimizer.step()
    return total / samples
