"""Returns the loss of the last batch."""
# loses: training
# hint: last batch alone


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total = loss.forward(model.forward(x), y)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total
