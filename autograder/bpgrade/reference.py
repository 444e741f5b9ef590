"""The reference solution: where its notebooks are, what they define, and what each grade cell is worth."""

import ast
import json
from functools import cache
from pathlib import Path

from bpgrade.intake import Notebook, read_notebook
from bpkit.slicer import Program

# What each notebook's exercises define; everything else in a notebook is the student's own affair.
EXERCISES = {
    "00_chain_rule.ipynb": ("numerical_gradient", "tanh_network_step"),
    "01_linear.ipynb": ("Linear",),
    "02_relu.ipynb": ("ReLU", "Tanh", "Sigmoid"),
    "03_softmax_cross_entropy.ipynb": ("softmax", "SoftmaxCrossEntropy", "SquaredError"),
    "04_sgd.ipynb": ("SGD",),
    "05_mlp_cifar10.ipynb": ("MLP", "minibatches", "train_epoch", "accuracy"),
    "06_going_further.ipynb": ("shared_linear_gradient", "input_gradient_ascent", "hessian_vector_product"),
}
_TRAINING = ("SoftmaxCrossEntropy", "SGD")  # what the tests of 05 train with
MODEL = "the reference model"  # the name under which the reference's own 05 notebook is lent


def folder() -> Path:
    """The folder of the reference notebooks: inside an installed wheel, or solution/backprop of a clone."""
    here = Path(__file__).resolve().parent
    packaged = here / "notebooks"
    return packaged if packaged.is_dir() else here.parent.parent / "solution" / "backprop"


@cache
def notebooks() -> dict[str, Notebook]:
    """The reference notebooks by name."""
    paths = sorted(folder().glob("[0-9][0-9]_*.ipynb"))
    return {path.name: read_notebook(path.read_bytes(), path.name) for path in paths}


@cache
def cells() -> dict[str, tuple]:
    """The reference's code cells as a submission has them: notebook name -> ((index, source), ...)."""
    return {name: book.sources for name, book in notebooks().items()}


@cache
def points() -> dict[str, float]:
    """Grade cell -> points, as the notebooks say."""
    table = {}
    for name in notebooks():
        document = json.loads((folder() / name).read_text(encoding="utf-8"))
        marks = [cell["metadata"].get("nbgrader", {}) for cell in document["cells"]]
        table |= {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade")}
    return table


def asked_for(notebook: str) -> tuple[str, ...]:
    """All names that the hidden tests of a notebook ask it for."""
    return EXERCISES[notebook] + (_TRAINING if notebook == "05_mlp_cifar10.ipynb" else ())


@cache
def lent(notebook: str, layers: str) -> tuple:
    """What is lent to a notebook, as Session takes it: (source name, code, names) rows.

    Args:
        notebook: only the MLP's notebook stands on others.
        layers: "own" lends nothing, "reference" the layers, "model" the MLP as well.
    """
    if notebook != "05_mlp_cifar10.ipynb" or layers == "own":
        return ()
    rows = [(name, names) for name, names in EXERCISES.items() if "01" <= name < notebook]
    rows += [(MODEL, ("MLP",))] if layers == "model" else []
    return tuple((name, _definitions(notebook if name == MODEL else name, names), names) for name, names in rows)


def _definitions(notebook, names):
    """The code of just what the names need."""
    statements = Program(notebook, cells()[notebook]).slice(names)
    return "\n".join(ast.unparse(statement.node) for statement in statements)
