"""goal(): what the reference network reached on CIFAR-10, to look at before training one's own."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .data.layouts import CLASS_NAMES

FILE = Path(__file__).with_name("goal.npz")


@dataclass(frozen=True, eq=False)
class Goal:
    """Trained by solution/train.py; made by solution/goal.py.

    Attributes:
        facts: dict with "data" (its name), "hidden", "epochs", "test_accuracy" (0..1, the mean over `seeds` seeds).
        history, overfit: lists of dicts, one per epoch, for plots.curves: of the reference, and of a network that
            nothing holds back.
        units: uint8 (N, 32, 32, 3), the first layer's weights of some units as pictures; grey is 0.
        liked: uint8 (10, 32, 32, 3), for each class an image that the network takes for it with great confidence,
            found by climbing the gradient with respect to the image from grey.
        liked_scores: float (10,), the probability of the class for each of these images.
        class_names: tuple of 10 str.
    """

    facts: dict
    history: list
    overfit: list
    units: np.ndarray
    liked: np.ndarray
    liked_scores: np.ndarray
    class_names: tuple = CLASS_NAMES


def goal(file=FILE):
    """The Goal that comes with the kit; nothing is downloaded or trained.

    Args:
        file: another one that solution/goal.py has made.
    """
    with np.load(file, allow_pickle=False) as saved:
        content = json.loads(saved["content"].tobytes())
        return Goal(**content, **{name: saved[name] for name in ("units", "liked", "liked_scores")})
