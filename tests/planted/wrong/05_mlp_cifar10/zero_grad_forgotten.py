"""Never calls zero_grad."""
# loses: training
# hint: earlier batches are still there | those of earlier batches


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        optimizer.step()
    return total / samples
