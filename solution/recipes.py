"""The recipes of `train.py`: what is trained, and how. docs/results.md says what each of their parts brings."""

import math
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Recipe:
    """One way to train the MLP.

    Attributes:
        about: what it is for, one line for --help.
        hidden: units of the hidden layers.
        epochs: passes over the training images.
        batch_size: images per step.
        lr: the largest learning rate.
        warmup: share of the training in which the learning rate rises to lr; afterwards it falls to 0 along half
            a cosine. None: lr all the way.
        momentum, nesterov, weight_decay: of SGD.
        augment: "none", "flip" or "flip+crop".
        average: how many steps the average of the weights reaches back; 0 keeps the last step's.
        val_size: CIFAR-10's training images that are validation images instead.
    """

    about: str
    hidden: tuple
    epochs: int
    batch_size: int = 128
    lr: float = 0.02
    warmup: float | None = 0.05
    momentum: float = 0.9
    nesterov: bool = True
    weight_decay: float = 5e-4
    augment: str = "none"
    average: int = 0
    val_size: int = 5000

    def schedule(self):
        """Share of the training that is done -> learning rate; None for one learning rate all the way."""
        return None if self.warmup is None else partial(_warmup_cosine, lr=self.lr, warmup=self.warmup)


def _warmup_cosine(done, lr, warmup):
    if done < warmup:
        return lr * (done / warmup * 0.99 + 0.01)  # never 0, or the first step would be none
    return lr * 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))


RECIPES = {
    "quick": Recipe("three minutes, no augmentation", hidden=(1024, 512), epochs=12, lr=0.02, weight_decay=1e-3),
    "full": Recipe(
        "half an hour on two cores",
        hidden=(2048, 1024, 512), epochs=110, batch_size=256, lr=0.04, augment="flip+crop", val_size=2000,
    ),
    "overfit": Recipe(
        "shows overfitting: nothing holds the weights back",
        hidden=(1024, 512), epochs=20, lr=0.02, warmup=None, nesterov=False, weight_decay=0.0,
    ),
}  # fmt: skip
