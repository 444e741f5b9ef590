"""Asks for len(batches), which a generator does not have."""
# loses: training
# hint: none


def train_epoch(model, loss, optimizer, batches):
    sizes = [len(batches[i][0]) for i in range(len(batches))]
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / sum(sizes)
