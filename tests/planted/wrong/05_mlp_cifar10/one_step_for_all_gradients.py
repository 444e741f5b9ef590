"""Adds up the gradients of all batches and takes one step at the end."""
# loses: training
# hint: all gradients added up


def train_epoch(model, loss, optimizer, batches):
    optimizer.zero_grad()
    total, samples = 0.0, 0
    for x, y in batches:
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
    optimizer.step()
    return total / samples
