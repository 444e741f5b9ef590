"""Clips the gradients to 0.05 before each step."""
# loses: training
# hint: none


def train_epoch(model, loss, optimizer, batches):
    total, samples = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        total += loss.forward(model.forward(x), y) * len(x)
        samples += len(x)
        model.backward(loss.backward())
        for parameter in model.parameters():
            parameter.grad = np.clip(parameter.grad, -0.05, 0.05)
        optimizer.step()
    return total / samples
