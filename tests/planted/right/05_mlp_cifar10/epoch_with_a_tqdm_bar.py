"""train_epoch shows a tqdm bar and writes the loss beside it; accuracy goes through trange."""
from tqdm.auto import tqdm, trange


def train_epoch(model, loss, optimizer, batches):
    losses, sizes = [], []
    bar = tqdm(batches, desc="training", leave=False)
    for x, y in bar:
        optimizer.zero_grad()
        losses.append(loss.forward(model.forward(x), y))
        sizes.append(len(x))
        model.backward(loss.backward())
        optimizer.step()
        bar.set_postfix(loss=f"{losses[-1]:.3f}")
    bar.close()
    return float(np.dot(losses, sizes) / np.sum(sizes))


def accuracy(model, x, y):
    return sum(model.forward(x[k : k + 1])[0].argmax() == y[k] for k in trange(len(x))) / len(x)
