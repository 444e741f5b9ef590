"""bpgrade validate beside a real kernel: the same verdicts and texts; and nbgrader's own validate goes on working."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import nbformat
import pytest

from bpgrade import reference
from bpgrade.planted import load
from bpgrade.public_checks import Checker, public_checks
from bpkit.cells import cell_of
from bpkit.slicer import Program
from validated import LINEAR, STUBS

PLANTED = Path(__file__).resolve().parent / "planted"
EVERY = 25  # of the wrong ones; the kernel takes longer than the checks
_PLACE = re.compile(r"\S+\.ipynb, code cell \d+, (?=line \d)")


@pytest.fixture
def jupyter(tmp_path):
    """jupyter(folder, command, ...) runs a command of Jupyter's in a folder, with a home of its own."""

    def run(folder, *command):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
        environment = kept | {"HOME": str(tmp_path / "home")}
        command = [sys.executable, "-m", *command]
        return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)

    return run


def planted():
    """Some planted submissions of each notebook, wrong and right, each within one notebook."""
    leak = PLANTED / "wrong" / "04_sgd" / "velocity_is_a_class_attribute.py"  # from one check into the next
    paths = [leak, *sorted(PLANTED.glob("wrong/*/*.py"))[::EVERY], *sorted(PLANTED.glob("right/*/*.py"))[::EVERY]]
    found = [load(path, wrong=path.parts[-3] == "wrong") for path in paths]
    # a cell that asks for input ends there in such a kernel, and what it defines after that is not there
    return [each for each in found if len(each.cells) == 1 and "input(" not in each.cells[0][1]]


def defining_cells(notebook):
    """The reference's code cells out of which the exercises' names come, and check, in a kernel that is as new."""
    program = Program(notebook, reference.cells()[notebook])
    statements = program.slice(["check", *reference.EXERCISES[notebook]])
    needed = {cell_of(statement.file_name)[1] for statement in statements}
    return ["%reset -f", *(source for index, source in program.cells if index in needed)]


def in_kernel(jupyter, folder, submissions):
    """For each submission exercise -> the text of the exception that its test cell raised in a kernel, or None."""
    book, lines = nbformat.v4.new_notebook(), reference.public_lines()
    for submission in submissions:
        ((notebook, source),) = submission.cells
        checks = [lines[check.exercise] for check in public_checks()[notebook]]
        book.cells += map(nbformat.v4.new_code_cell, [*defining_cells(notebook), source, *checks])
    nbformat.write(book, folder / "all.ipynb")
    command = ["nbconvert", "--to", "notebook", "--execute", "--allow-errors", "--output", "done.ipynb", "all.ipynb"]
    done = jupyter(folder, *command)
    assert done.returncode == 0, done.stderr
    cells, found = iter(nbformat.read(folder / "done.ipynb", 4).cells), []
    for submission in submissions:
        notebook = submission.cells[0][0]
        for _ in [*defining_cells(notebook), "the planted cell"]:
            assert raised(next(cells)) is None
        found.append({check.exercise: raised(next(cells)) for check in public_checks()[notebook]})
    return found


def raised(cell):
    """The text of the exception that a cell ended in, or None."""
    return next((output.evalue for output in cell.outputs if output.output_type == "error"), None)


def placeless(lines):
    """Text without the names of cells, which a kernel does not know of its own, and without blanks at the ends."""
    return "\n".join(_PLACE.sub("", line).rstrip() for line in lines)


def test_same_results_as_in_jupyter(jupyter, tmp_path, wall):
    """planted bugs and right solutions: each check passes in the jail where the cell does, else with the same text"""
    folder = tmp_path / "notebooks"
    shutil.copytree(reference.folder(), folder)  # the MLP's notebook imports from its neighbours
    submissions = planted()
    kernel = in_kernel(jupyter, folder, submissions)
    outcomes = set()
    for submission, cells in zip(submissions, kernel, strict=True):
        notebook = submission.cells[0][0]
        with closing(Checker(wall, notebook, submission.submission().notebooks)) as checker:
            verdicts = {check.exercise: checker.run(check) for check in public_checks()[notebook]}
        for exercise, verdict in verdicts.items():
            assert verdict.passed == (cells[exercise] is None), f"{submission.name}: {exercise}"
            assert placeless(verdict.lines) == placeless((cells[exercise] or "").split("\n"))
            outcomes.add((notebook, verdict.passed))
    assert outcomes == {(notebook, passed) for notebook in public_checks() for passed in (True, False)}


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        (reference.folder(), ["Success! Your notebook passes all the tests."]),
        (
            STUBS,
            [
                "VALIDATION FAILED ON 2 CELL(S)!",
                'check("linear-forward", Linear)',
                "CheckFailed: linear-forward: not written yet",
                'check("linear-backward", Linear)',
                "CheckFailed: linear-backward: not written yet",
            ],
        ),
    ],
    ids=["reference", "stub"],
)
def test_nbgraders_own_validate(jupyter, tmp_path, source, sentences):
    """whoever is used to it reads the checks' verdicts there, too; its exit status, 0 either way, is why ours exists"""
    shutil.copytree(source, tmp_path / "backprop")
    done = jupyter(tmp_path / "backprop", "nbgrader", "validate", LINEAR)

    assert done.returncode == 0, done.stderr
    place = 0
    for sentence in sentences:
        place = done.stdout.index(sentence, place)
