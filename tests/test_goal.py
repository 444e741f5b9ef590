"""What notebooks 05 and 06 show of the trained reference: it comes with the kit, small, and is made from real runs."""

import subprocess
import sys

import numpy as np

from bpkit.goal import FILE, goal
from train_command import SMALL, SOLUTION, run


def test_it_comes_with_the_kit():
    """students see the goal without data and without training, in a download that stays small"""
    shown = goal()

    assert FILE.stat().st_size < 300_000
    assert len(shown.history) == shown.facts["epochs"]
    assert shown.facts["data"] == "CIFAR-10, JPEG re-encoded"
    assert 0.5 < shown.facts["test_accuracy"] < 1
    assert (shown.units.shape[1:], shown.liked.shape) == ((32, 32, 3), (10, 32, 32, 3))
    assert shown.liked_scores.min() > 0.9


def test_the_network_that_overfits_does():
    """the curves say what notebook 05 says of them: the validation loss turns, and the gap opens"""
    rows = goal().overfit
    losses = [row["val_loss"] for row in rows]

    assert 0 < int(np.argmin(losses)) < len(losses) // 2
    assert losses[-1] > 1.2 * min(losses)
    assert rows[-1]["train_accuracy"] - rows[-1]["val_accuracy"] > 0.3


def test_it_is_made_from_two_runs(tmp_path):
    """solution/goal.py turns results' folders of train.py into the file that goal() reads"""
    assert run(*SMALL, "--epochs", 4, "--seeds", "2,11", "--out", "full", cwd=tmp_path).returncode == 0
    assert run(*SMALL, "--recipe", "overfit", "--epochs", 3, "--out", "overfit", cwd=tmp_path).returncode == 0

    command = [sys.executable, SOLUTION / "goal.py", "full", "overfit", "--out", "made.npz"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    made = goal(tmp_path / "made.npz")
    assert (made.facts["hidden"], made.facts["epochs"], made.facts["seeds"]) == ([16], 4, 2)
    assert (len(made.history), len(made.overfit)) == (4, 3)
    assert made.units.shape == (16, 32, 32, 3)
    assert made.liked_scores.max() > 0.9  # with so few units some classes have none that answers to grey
