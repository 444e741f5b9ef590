"""Measures the loss of each batch after its step."""
# loses: training
# hint: measured after each step


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss.forward(model.forward(x), y)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
        total += loss.forward(model.forward(x), y) * len(x)
    return total / samples
