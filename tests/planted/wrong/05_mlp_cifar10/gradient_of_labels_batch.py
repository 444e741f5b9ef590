"""Sends the logits back instead of the gradient of the loss."""
# loses: training
# hint: none


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        logits = model.forward(x)
        total += loss.forward(logits, y) * len(x)
        samples += len(x)
        model.backward(logits)
        optimizer.step()
    return total / samples
