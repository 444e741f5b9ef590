"""Returns an exponential moving average of the losses."""
# loses: training
# hint: none


def train_epoch(model, loss, optimizer, batches):
    total = None
    for x, y in batches:
        optimizer.zero_grad()
        value = loss.forward(model.forward(x), y)
        total = value if total is None else 0.9 * total + 0.1 * value
        model.backward(loss.backward())
        optimizer.step()
    return total
