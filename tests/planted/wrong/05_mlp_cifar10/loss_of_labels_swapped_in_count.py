"""Counts samples first and goes through the batches a second time, when a generator is used up."""
# loses: training
# hint: none


def train_epoch(model, loss, optimizer, batches):
    samples = sum(len(x) for x, _ in batches)
    total = 0.0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
