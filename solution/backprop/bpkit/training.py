"""Trainer: the training loop around the students' modules, with validation after every epoch."""

import hashlib
import math
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .averaging import WeightAverage
from .data import Dataset
from .progress import progress_bar

EVALUATION_BATCH = 1000


class TrainingDiverged(ArithmeticError):
    """The loss is no number any more; the message says in which epoch and what to try."""


@dataclass
class Trainer:
    """Trains a model on a data set; everything that changes between epochs is in here.

    Attributes:
        model, loss, optimizer: instances of the students' MLP, SoftmaxCrossEntropy and SGD.
        dataset: a Dataset; its test images are not looked at.
        train_epoch, minibatches: the students' functions of notebook 05.
        batch_size: images per step.
        rng: numpy Generator that shuffles.
        augment: called with x (N, 3072) of each training batch, returns the x to train on; None: x itself.
        schedule: called before each step with the share of the training that is done, 0 <= share < 1, returns the
            learning rate of that step; None: the optimizer's own.
        average: a WeightAverage of the model's parameters: its weights, not the last step's, are measured and kept.
        history: one dict per epoch, see run_epoch.
        best_epoch: the epoch with the highest validation accuracy so far, the earliest of equals.
        best_weights: list of arrays, the weights of that epoch.
    """

    model: Any
    loss: Any
    optimizer: Any
    dataset: Dataset
    train_epoch: Callable
    minibatches: Callable
    batch_size: int
    rng: np.random.Generator
    augment: Callable | None = None
    schedule: Callable | None = None
    average: WeightAverage | None = None
    history: list = field(default_factory=list)
    best_epoch: int | None = None
    best_weights: list = field(default_factory=list, repr=False)

    def fit(self, epochs, on_epoch=None):
        """Train until the history has that many epochs, then give the model the weights of the best one.

        Args:
            epochs: at least 1.
            on_epoch: called with this trainer after each epoch, or None.
        Returns:
            The history.
        Raises:
            TrainingDiverged: a loss is infinite or nan.
        """
        steps = self._steps()
        with progress_bar("training", epochs * steps, done=len(self.history) * steps) as bar:
            while len(self.history) < epochs:
                row = self.run_epoch(epochs, bar.update)
                bar.set_description(f"loss {row['running_loss']:.3f}, validation accuracy {row['val_accuracy']:.1%}")
                bar.write(self._line(epochs))
                if on_epoch:
                    on_epoch(self)
        put_weights(self.model, self.best_weights)
        return self.history

    def run_epoch(self, epochs, on_batch=lambda: None):
        """Train one epoch, measure, and note it in the history.

        Args:
            epochs: how many the training is going to have, for the schedule.
            on_batch: called after each step.
        Returns:
            The new row of the history: "epoch" (from 1), "running_loss" (mean over the epoch, while the weights
            changed), "lr" (of the last step), "train_loss", "train_accuracy", "val_loss", "val_accuracy"
            (measured after the epoch; the training pair on as many images as there are validation images) and
            "seconds" of wall clock. Losses are in nats per image, accuracies 0..1.
        Raises:
            TrainingDiverged: a loss is infinite or nan.
        """
        start = time.perf_counter()
        row = {"epoch": len(self.history) + 1}
        data, sample = self.dataset, slice(len(self.dataset.y_val))
        # Weights that overflow are reported once, by TrainingDiverged, instead of once for every operation.
        with np.errstate(all="ignore"):
            row["running_loss"] = float(
                self.train_epoch(self.model, self.loss, self.optimizer, self._batches(epochs, on_batch))
            )
            with self._weights_to_keep():
                train = evaluate(self.model, self.loss, data.x_train[sample], data.y_train[sample])
                val = evaluate(self.model, self.loss, data.x_val, data.y_val)
                self._note(row, train, val, start)
        return row

    def _steps(self):
        return math.ceil(len(self.dataset.y_train) / self.batch_size)

    def _batches(self, epochs, on_batch):
        steps, done = self._steps(), len(self.history)
        batches = self.minibatches(self.dataset.x_train, self.dataset.y_train, self.batch_size, self.rng)
        for step, (x, y) in enumerate(batches):
            if self.schedule:
                self.optimizer.lr = self.schedule((done + step / steps) / epochs)
            yield (self.augment(x) if self.augment else x), y
            if self.average:
                self.average.after_step()
            on_batch()

    @contextmanager
    def _weights_to_keep(self):
        """The model has the averaged weights, if there is an average."""
        if self.average is None:
            yield
            return
        trained = [parameter.data.copy() for parameter in self.model.parameters()]
        put_weights(self.model, self.average.weights)
        try:
            yield
        finally:
            put_weights(self.model, trained)

    def _note(self, row, train, val, start):
        row |= {
            "lr": float(self.optimizer.lr),
            "train_loss": train[0],
            "train_accuracy": train[1],
            "val_loss": val[0],
            "val_accuracy": val[1],
        }
        row["seconds"] = time.perf_counter() - start
        if not all(math.isfinite(row[key]) for key in ("running_loss", "train_loss", "val_loss")):
            raise TrainingDiverged(
                f"The loss is not finite any more in epoch {row['epoch']}: "
                f"try a smaller learning rate than {row['lr']:.2g}."
            )
        self.history.append(row)
        if self.best_epoch is None or row["val_accuracy"] > self.history[self.best_epoch - 1]["val_accuracy"]:
            self.best_epoch = row["epoch"]
            self.best_weights = [parameter.data.copy() for parameter in self.model.parameters()]

    def _line(self, epochs):
        row, left = self.history[-1], epochs - len(self.history)
        seconds = left * float(np.median([each["seconds"] for each in self.history[-5:]]))
        return (
            f"epoch {row['epoch']:{len(str(epochs))}}/{epochs}"
            f"  training loss {row['train_loss']:.3f}, accuracy {row['train_accuracy']:.1%}"
            f"  validation loss {row['val_loss']:.3f}, accuracy {row['val_accuracy']:.1%}"
            f"  {row['seconds']:.1f} s{f', {_duration(seconds)} left' if left else ''}"
        )


def evaluate(model, loss, x, y):
    """Mean loss and accuracy, in one pass over the images.

    Args:
        model: called with x (N, 3072), returns logits (N, C).
        loss: loss.forward(logits, labels) is the mean over the labels.
        x, y: images (N, 3072) and labels (N,), N at least 1.
    Returns:
        (loss in nats, accuracy 0..1), two floats.
    """
    total, right = 0.0, 0
    for start in range(0, len(y), EVALUATION_BATCH):
        labels = y[start : start + EVALUATION_BATCH]
        logits = model(x[start : start + EVALUATION_BATCH])
        total += float(loss.forward(logits, labels)) * len(labels)
        right += int((logits.argmax(axis=1) == labels).sum())
    return total / len(y), right / len(y)


def put_weights(model, weights):
    """Give a model's parameters these values, arrays in the order of parameters(); the arrays are copied."""
    for parameter, values in zip(model.parameters(), weights, strict=True):
        parameter.data[...] = values


def weights_sha256(model):
    """SHA-256 (hex) of all parameters: the same for two models when their weights agree bit for bit."""
    digest = hashlib.sha256()
    for parameter in model.parameters():
        digest.update(f"{parameter.data.dtype.str} {parameter.data.shape}".encode())
        digest.update(np.ascontiguousarray(parameter.data))
    return digest.hexdigest()


def _duration(seconds):
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
