"""Never calls model.backward."""
# loses: training
# hint: not moved at all


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        loss.backward()
        optimizer.step()
    return total / samples
