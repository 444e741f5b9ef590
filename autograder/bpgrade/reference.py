"""The reference solution: where its notebooks are, what they define, and what each grade cell is worth."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bpgrade.intake import Notebook, read_notebook
from bpgrade.record import WRITTEN
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
_MLP = "05_mlp_cifar10.ipynb"
# What the tests of a notebook ask for besides: those of 05 train, those of 06 climb an MLP's output.
_BESIDES = {_MLP: ("SoftmaxCrossEntropy", "SGD"), "06_going_further.ipynb": ("MLP",)}
_STUB = "YOUR ANSWER HERE"
_SOLUTION = re.compile(r"^[^\n]*BEGIN SOLUTION.*?END SOLUTION[^\n]*$", re.DOTALL | re.MULTILINE)
MODEL = "the reference model"  # the name under which the reference's own 05 notebook is lent


class Written(NamedTuple):
    """A grade cell with an answer in words. handed_out: the lines that it has before a student writes anything."""

    points: float
    handed_out: frozenset[str]


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
    """Grade cell of hidden tests -> points, as the notebooks say."""
    return {mark["grade_id"]: mark["points"] for mark, _ in _grade_cells() if not mark.get("solution")}


@cache
def public_lines() -> dict[str, str]:
    """Grade cell of hidden tests -> the one line of code that the notebooks have there: check("grade-cell", Names)."""
    return {mark["grade_id"]: source for mark, source in _grade_cells() if not mark.get("solution")}


@cache
def written() -> dict[str, Written]:
    """Grade cell with an answer in words -> what the notebooks say of it. nbgrader calls it manually graded."""
    return {
        mark["grade_id"]: Written(float(mark["points"]), _handed_out(source))
        for mark, source in _grade_cells()
        if mark.get("solution") and mark["grade_id"] in WRITTEN
    }


def _grade_cells() -> Iterator[tuple[dict, str]]:
    """(what nbgrader noted about it, its source) of each grade cell."""
    for name in notebooks():
        document = json.loads((folder() / name).read_text(encoding="utf-8"))
        for cell in document["cells"]:
            mark = cell["metadata"].get("nbgrader", {})
            if mark.get("grade"):
                yield mark, "".join(cell["source"])


def _handed_out(source: str) -> frozenset[str]:
    """What nbgrader leaves of a written solution: its stub in the place of what is marked, or of all if nothing is."""
    outside, marked = _SOLUTION.subn("", source)
    return frozenset([_STUB, *map(str.strip, outside.split("\n") if marked else ())])


def asked_for(notebook: str) -> tuple[str, ...]:
    """All names that the hidden tests of a notebook ask it for."""
    return EXERCISES[notebook] + _BESIDES.get(notebook, ())


@cache
def lent(notebook: str, layers: str) -> tuple:
    """What is lent to a notebook, as Session takes it: (source name, code, names) rows.

    Args:
        notebook: only those from the MLP's on stand on others.
        layers: "own" lends nothing, "reference" the layers, "model" the MLP as well, which 06 always gets.
    """
    if notebook < _MLP or layers == "own":
        return ()
    rows = [(name, names) for name, names in EXERCISES.items() if "01" <= name < _MLP]
    rows += [(MODEL, ("MLP",))] if layers == "model" or notebook > _MLP else []
    return tuple((name, _definitions(_MLP if name == MODEL else name, names), names) for name, names in rows)


def _definitions(notebook, names):
    """The code of just what the names need."""
    statements = Program(notebook, cells()[notebook]).slice(names)
    return "\n".join(ast.unparse(statement.node) for statement in statements)
