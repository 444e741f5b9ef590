"""Gives the loss the softmax of the outputs, which takes it once more."""
# loses: training
# hint: none


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        z = np.exp(model.forward(x))
        total += loss.forward(z / z.sum(axis=1, keepdims=True), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
