"""train_epoch and accuracy are methods of a Trainer object, bound to names; progress around the batches."""

from bpkit import progress


class Trainer:
    def __init__(self, describe="epoch"):
        self.describe, self.history = describe, []

    def epoch(self, model, loss, optimizer, batches):
        total = np.zeros(2)
        for x, y in progress(batches, self.describe):
            optimizer.zero_grad()
            total += np.array([loss.forward(model.forward(x), y), 1]) * len(x)
            model.backward(loss.backward())
            optimizer.step()
        self.history.append(total[0] / total[1])
        return self.history[-1]

    @staticmethod
    def share(model, x, y):
        return 1.0 - np.sign(np.abs(model.forward(x).argmax(1) - y.astype(np.int64))).sum() / len(y)


trainer = Trainer()
# %%
train_epoch, accuracy = trainer.epoch, trainer.share
# %%
losses = [train_epoch(model, loss, optimizer, minibatches(x, y, 64, rng)) for _ in range(10**9)]
