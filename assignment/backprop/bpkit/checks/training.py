"""Public checks of 05_mlp_cifar10: train_epoch and accuracy, run with stand-ins that log the calls."""

from itertools import pairwise

import numpy as np

from bpkit import compare
from bpkit.module import Module, Parameter

SIZES = (4, 4, 2)
LOSSES = (1.0, 2.0, 6.0)  # the mean loss of each batch
LOGITS = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 0.0, 4.0], [5.0, 4.0, 3.0], [0.0, 1.0, 2.0]])


class _Model(Module):
    """Knows nothing: its output is looked up by the number in the first column of x."""

    def __init__(self, log, outputs=None):
        self.log, self.outputs = log, outputs
        self.weight = Parameter(np.zeros(1))

    def forward(self, x):
        self.log.append(("model.forward", x))
        return np.zeros((len(x), 3)) if self.outputs is None else self.outputs[x[:, 0].astype(int)].copy()

    def backward(self, grad_output):
        self.log.append(("model.backward", grad_output))
        return np.zeros((len(grad_output), 1))


class _Loss(Module):
    def __init__(self, log):
        self.log, self.values = log, iter(LOSSES)

    def forward(self, logits, labels):
        self.log.append(("loss.forward", labels))
        self.samples = len(labels)
        return next(self.values)

    def backward(self):
        self.gradient = np.full((self.samples, 3), 0.5)
        self.log.append(("loss.backward", self.gradient))
        return self.gradient


class _Optimizer:
    def __init__(self, log, parameters):
        self.log, self.parameters, self.lr = log, parameters, 0.1

    def step(self):
        self.log.append(("optimizer.step", None))

    def zero_grad(self):
        self.log.append(("optimizer.zero_grad", None))


def _train(train_epoch):
    """Trains on three batches; returns what train_epoch returned and the calls of each batch."""
    log = []
    model = _Model(log)
    starts = np.cumsum((0, *SIZES))
    batches = (
        (np.arange(a, a + n, dtype=float)[:, np.newaxis], np.full(n, a)) for a, n in zip(starts, SIZES, strict=False)
    )
    value = train_epoch(model, _Loss(log), _Optimizer(log, model.parameters()), batches)
    return value, log


def results_are_numbers(train_epoch, accuracy):
    """train_epoch and accuracy each return one float

    Return float(...).
    """
    value, _ = _train(train_epoch)
    compare.number("what train_epoch returns", value, value)
    value = _accuracy(accuracy)
    compare.number("what accuracy returns", value, value)


def every_batch_makes_one_step(train_epoch, accuracy):
    """for every batch: model forward, loss forward, loss backward, model backward, one step

    Write the five calls below each other, in the order of the figure.
    """
    _, log = _train(train_epoch)
    names = [name for name, _ in log if name != "optimizer.zero_grad"]
    one = ["model.forward", "loss.forward", "loss.backward", "model.backward", "optimizer.step"]
    if names == one * len(SIZES):
        return
    for name in one:
        if names.count(name) != len(SIZES):
            what = f"{name} was called {names.count(name)} times for {len(SIZES)} batches"
            raise compare.Mismatch(
                compare.Finding(what, hint="Once for every batch, the last and smaller one included.")
            )
    order = ", ".join(names[: len(one)])
    raise compare.Mismatch(
        compare.Finding(f"the calls came in another order: {order}", hint=f"In order: {', '.join(one)}.")
    )


def gradients_are_cleared(train_epoch, accuracy):
    """zero_grad is called once for every step, and never between backward and step

    Call zero_grad once in each round, before the backward pass.
    """
    _, log = _train(train_epoch)
    names = [name for name, _ in log if name in ("optimizer.zero_grad", "model.backward", "optimizer.step")]
    if names.count("optimizer.zero_grad") != len(SIZES):
        what = f"zero_grad was called {names.count('optimizer.zero_grad')} times for {len(SIZES)} batches"
        hint = "Gradients add up until they are cleared: without it, each step uses those of all batches so far."
        raise compare.Mismatch(compare.Finding(what, hint=hint))
    pairs = list(pairwise(names))
    if ("model.backward", "optimizer.zero_grad") in pairs:
        raise compare.Mismatch(
            compare.Finding("zero_grad comes after backward and before step: nothing is left to use")
        )


def model_gets_gradient_of_loss(train_epoch, accuracy):
    """model.backward is given what loss.backward returned, unscaled

    Hand on what loss.backward() returns, as it is.
    """
    _, log = _train(train_epoch)
    gradients = {name: [value for key, value in log if key == name] for name in ("loss.backward", "model.backward")}
    for want, got in zip(gradients["loss.backward"], gradients["model.backward"], strict=True):
        compare.close("the gradient given to model.backward", got, want, related={"N": len(want)}, reveal=True)


def loss_is_a_mean_over_samples(train_epoch, accuracy):
    """batches of 4, 4 and 2 samples with losses 1, 2 and 6 have a mean loss of 2.4 per sample

    Weigh each loss with the number of its samples, and divide by all samples at the end.
    """
    got, _ = _train(train_epoch)
    mistakes = {
        "This is the mean over batches: weight every batch with its number of samples.": 3.0,
        "This is the loss of the last batch.": 6.0,
        "This is the sum over batches.": 9.0,
    }
    related = {"N": sum(SIZES), "candidates": mistakes}
    compare.number("mean loss", got, 2.4, related=related, reveal=True)


def _accuracy(accuracy):
    labels = np.array([0, 1, 1, 0, 1])  # the third and the last are wrong
    return accuracy(_Model([], LOGITS), np.arange(5.0)[:, np.newaxis], labels)


def accuracy_is_a_share(train_epoch, accuracy):
    """3 of 5 right is an accuracy of 0.6

    Compare the largest logit of each row with its label, and take the mean.
    """
    mistakes = {
        "This is a percentage: return a share between 0 and 1.": 60.0,
        "This is the share of wrong answers.": 0.4,
        "This is the number of right answers: divide by the number of samples.": 3.0,
    }
    compare.number("accuracy", _accuracy(accuracy), 0.6, related={"candidates": mistakes}, reveal=True)


EXERCISES = {
    "training": (
        results_are_numbers,
        every_batch_makes_one_step,
        gradients_are_cleared,
        model_gets_gradient_of_loss,
        loss_is_a_mean_over_samples,
        accuracy_is_a_share,
    ),
}
