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
        schedule: "cosine": the learning rate rises to lr in the first twentieth, then falls to 0 along half a cosine;
            "constant": lr all the way.
        momentum, nesterov, weight_decay: of SGD; without momentum there is no nesterov.
        augment: one of AUGMENTATIONS.
        average: how many steps the average of the weights reaches back; 0 keeps the last step's.
        val_size: CIFAR-10's training images that are validation images instead.
    """

    about: str
    hidden: tuple
    epochs: int
    batch_size: int = 128
    lr: float = 0.02
    schedule: str = "cosine"
    momentum: float = 0.9
    nesterov: bool = True
    weight_decay: float = 5e-4
    augment: str = "none"
    average: int = 0
    val_size: int = 5000

    def learning_rate(self):
        """The function of the share of the training that is done, 0 to 1, that gives the learning rate."""
        return partial(SCHEDULES[self.schedule], lr=self.lr)


def _warmup_cosine(done, lr, warmup=0.05):
    if done < warmup:
        return lr * (0.01 + 0.99 * done / warmup)  # never 0, or the first step would be none
    return lr * 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))


AUGMENTATIONS = (
    "none",
    "flip",
    "flip+crop",
    "deform",
)  # those of bpkit.data, which is not imported before numpy may be
SCHEDULES = {"cosine": _warmup_cosine, "constant": lambda done, lr: lr}

RECIPES = {
    "quick": Recipe("under two minutes, no augmentation", hidden=(1024, 512), epochs=12, weight_decay=3e-3),
    "full": Recipe(
        "half an hour on two cores",
        hidden=(2048, 1024, 512), epochs=120, batch_size=256, lr=0.04, weight_decay=1e-3, augment="deform",
        val_size=2000,
    ),
    "overfit": Recipe(
        "shows overfitting: nothing holds the weights back",
        hidden=(1024, 512), epochs=20, schedule="constant", weight_decay=0.0,
    ),
}  # fmt: skip
