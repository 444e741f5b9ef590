"""bpgrade demo: the whole kit in under a minute, offline: grades a class, then trains the reference MLP on toy data."""

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np

from bpgrade import reference
from bpgrade.commands import grade
from bpgrade.commands.errors import FAILED, CommandError
from bpgrade.demo.submissions import write_class
from bpgrade.reports import terminal
from bpkit import import_from, plots, toy
from bpkit.training import Trainer, evaluate

EPOCHS = 6


def add_parser(verbs) -> None:
    """The verb's options."""
    text = "Grade a bundled class of twelve and train the reference MLP for a few seconds. Needs no network."
    verb = verbs.add_parser("demo", description=text)
    verb.add_argument(
        "--out", type=Path, default=Path("bpgrade-demo"), help="folder to write to (default: bpgrade-demo)"
    )
    grade.add_grading_options(verb)
    verb.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Grade, train, and say where to look."""
    graded, curves = options.out / "graded", options.out / "curves.png"
    with tempfile.TemporaryDirectory() as temporary:
        write_class(Path(temporary) / "class")
        _keep_class(Path(temporary) / "class", options.out / "class")
        _, reports = grade.grade_into(graded, [Path(temporary) / "class"], options)
    terminal.print_table(reports)
    print("\nTraining the reference MLP on toy data:")
    _train(curves)
    print(f"""
Look at
  {graded / "gradient-not-divided-by-n" / "feedback.html"}   what a student reads
  {graded / "grades.csv"}   what an instructor keeps
  {curves}   loss and accuracy of the training run
  {options.out / "class"}   the submissions themselves""")
    return FAILED if grade.broken_tests(reports) else 0


def _keep_class(made: Path, kept: Path) -> None:
    try:
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(made, kept)
    except OSError as error:
        raise CommandError(f"The demo cannot write to {kept.parent}: {error.strerror}.") from None


def _train(picture: Path) -> None:
    """The reference's own classes on generated, CIFAR-10 shaped images."""
    take = {name: import_from(name, *names, folder=reference.folder()) for name, names in reference.EXERCISES.items()
            if name in ("03_softmax_cross_entropy.ipynb", "04_sgd.ipynb", "05_mlp_cifar10.ipynb")}  # fmt: skip
    _, Loss, _ = take["03_softmax_cross_entropy.ipynb"]
    (SGD,) = take["04_sgd.ipynb"]
    MLP, minibatches, train_epoch, _ = take["05_mlp_cifar10.ipynb"]
    data, rng = toy(), np.random.default_rng(0)
    model = MLP([3072, 64, 10], rng=rng, dtype=np.float32)
    optimizer = SGD(model.parameters(), lr=0.02, momentum=0.9)
    trainer = Trainer(model, Loss(), optimizer, data, train_epoch, minibatches, 128, rng)
    history = trainer.fit(EPOCHS)
    plots.curves(history, picture, title="reference MLP on toy data")
    print(f"test accuracy {evaluate(model, Loss(), data.x_test, data.y_test)[1]:.1%} (chance: 10 %)")
