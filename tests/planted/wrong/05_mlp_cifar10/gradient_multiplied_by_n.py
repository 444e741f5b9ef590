"""Multiplies the gradient of the loss by the batch size."""
# loses: training
# hint: multiplied by the batch size


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward() * len(x))
        optimizer.step()
    return total / samples
