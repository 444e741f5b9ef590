"""Returns the mean of the batches' mean losses."""
# loses: training
# hint: mean of the batches' means


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y)
        samples += 1
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
