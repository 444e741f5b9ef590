"""Harness of the tests of bpgrade validate: variants of the reference, and what is printed about them, taken apart."""

from pathlib import Path

from bpgrade.cli import main
from bpgrade.public_checks import public_checks
from bpgrade.variants import write_variant

STUBS = Path(__file__).resolve().parent.parent / "assignment" / "backprop"
LINEAR, RELU, MLP = "01_linear.ipynb", "02_relu.ipynb", "05_mlp_cifar10.ipynb"
ALL = [(name, check.exercise) for name, checks in public_checks().items() for check in checks]
FORWARD = "class ReLU(ReLU):\n    def forward(self, x):\n        "
SAME_GRADIENT = "def backward(self, grad_output):\n    return grad_output\n{0}.backward = backward"


def variant(tmp_path, cells=()):
    """A folder with the reference's notebooks. cells: notebook -> a cell added to it."""
    folder = tmp_path / "mine"
    write_variant(folder, dict(cells))
    return folder


def validate(capsys, *arguments):
    """Runs the verb.

    Returns:
        (exit status, rows, the last line, stderr); a row is a list: file, exercise, state, lines below it.
    """
    status = main(["validate", *map(str, arguments)])
    printed, errors = capsys.readouterr()
    *lines, last = printed.splitlines() or [""]
    rows = []
    for line in lines:
        if line.startswith("    "):
            rows[-1][3].append(line[4:])
        else:
            rows.append([*line.split(maxsplit=2), []])
    return status, rows, last, errors


def states(rows):
    """exercise -> state."""
    return {exercise: state for _, exercise, state, _ in rows}
