"""Adds up the samples' losses and divides by the number of batches."""
# loses: training
# hint: divided by the number of batches


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += 1
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
