"""bpgrade validate: which checks it runs on which notebooks, what it prints, and an exit status that can be trusted."""

import json
import subprocess
import sys

import pytest

from bpgrade import reference
from validated import ALL, LINEAR, MLP, RELU, SAME_GRADIENT, STUBS, states, validate, variant


def test_the_reference_passes(capsys):
    """every test cell of the notebooks has its row, in order, and passes; nothing else is said"""
    status, rows, last, errors = validate(capsys, reference.folder())

    assert (status, errors) == (0, "")
    assert rows == [[name, exercise, "passed", []] for name, exercise in ALL]
    assert [exercise for _, exercise in ALL] == list(reference.points())
    assert last == f"{len(ALL)} of {len(ALL)} checks pass"


def test_the_stubs_fail(capsys):
    """what students receive passes nowhere: exit status 1, and each row says where the code is to go"""
    status, rows, last, errors = validate(capsys, STUBS)

    assert (status, errors) == (1, "")
    assert [row[:3] for row in rows] == [[name, exercise, "nothing written yet"] for name, exercise in ALL]
    assert all("Put your code where it says YOUR CODE HERE" in row[3][1] for row in rows)
    assert all(f"({row[0]}, code cell " in row[3][1] for row in rows)
    assert last == f"0 of {len(ALL)} checks pass"


def test_a_wrong_solution_reads_what_the_notebook_shows(tmp_path, capsys):
    """a failing check comes with the properties, the place and the diagnosis that check() gives; the others pass"""
    wrong = "class Linear(Linear):\n    def backward(self, g):\n        self.bias.accumulate(g.sum(axis=1))"
    status, rows, last, _ = validate(capsys, variant(tmp_path, {LINEAR: wrong}) / LINEAR)

    assert (status, last) == (1, "1 of 2 checks pass")
    assert states(rows) == {"linear-forward": "passed", "linear-backward": "not right yet"}
    assert rows[1][3][:4] == [
        "linear-backward: 0 of 6 checks passed",
        "  failed   backward returns grad_input like x and gives weight and bias gradients of their own shapes",
        "           Your code raised ValueError: a gradient has its parameter's shape (2,), but this one has (4,)",
        "             where    01_linear.ipynb, code cell 10, line 3 in backward: self.bias.accumulate(g.sum(axis=1))",
    ]


@pytest.mark.parametrize("edit", ["deleted", "edited"])
def test_test_cells_are_the_references(tmp_path, capsys, edit):
    """a student who deletes the test cells, or writes `pass` into them, learns the same"""
    path = variant(tmp_path, {RELU: SAME_GRADIENT.format("Tanh")}) / RELU
    document = json.loads(path.read_text())
    tests = [cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("locked")]
    for cell in tests:
        cell["source"] = "pass"
    if edit == "deleted":
        document["cells"] = [cell for cell in document["cells"] if cell not in tests]
    path.write_text(json.dumps(document))
    status, rows, _, _ = validate(capsys, path)

    assert len(tests) == 3
    assert status == 1
    assert states(rows) == {"relu": "passed", "tanh": "not right yet", "sigmoid": "passed"}


def test_a_name_that_is_not_there(tmp_path, capsys):
    """a notebook without the definition fails, in a sentence, whatever else it holds"""
    path = variant(tmp_path) / LINEAR
    document = json.loads(path.read_text())
    document["cells"] = [cell for cell in document["cells"] if "class Linear" not in "".join(cell["source"])]
    path.write_text(json.dumps(document))
    status, rows, last, _ = validate(capsys, path)

    assert (status, last) == (1, "0 of 2 checks pass")
    assert [row[2:] for row in rows] == 2 * [["not defined", ["Linear is not defined in 01_linear.ipynb."]]]


def test_one_notebook_stands_on_the_others_of_its_folder(tmp_path, capsys):
    """the MLP is checked with the student's own layers, and says why they are not there"""
    folder = variant(tmp_path)
    assert validate(capsys, folder / MLP)[::2] == (0, "4 of 4 checks pass")
    (folder / LINEAR).unlink()
    status, rows, last, _ = validate(capsys, folder / MLP)

    assert (status, last) == (1, "2 of 4 checks pass")
    assert "           Your code raised NameError: name 'Linear' is not defined" in rows[0][3]
    assert rows[0][3][-1].startswith("Linear cannot be taken from 05_mlp_cifar10.ipynb: FileNotFoundError in code cell")


@pytest.mark.parametrize("name", ["mine.ipynb", "02_relu-Copy1.ipynb"])
def test_a_renamed_notebook_is_recognised(tmp_path, capsys, name):
    """by its name or by its test cells; the file that is named is checked, not the one with the exact name beside it"""
    folder = variant(tmp_path, {RELU: SAME_GRADIENT.format("ReLU")})
    (folder / RELU).rename(folder / name)
    (folder / RELU).write_bytes((reference.folder() / RELU).read_bytes())
    status, rows, _, _ = validate(capsys, folder / name)

    assert status == 1
    assert rows[0][:3] == [name, "relu", "not right yet"]


def test_a_folder_is_read_as_a_submission(tmp_path, capsys):
    """of two files for one exercise the exact name wins, and a link is followed, as Jupyter does"""
    folder = variant(tmp_path, {RELU: SAME_GRADIENT.format("ReLU")})
    (folder / RELU).rename(folder / "02_relu-Copy1.ipynb")
    (folder / RELU).symlink_to(reference.folder() / RELU)
    status, rows, _, errors = validate(capsys, folder)

    assert (status, errors) == (0, "")
    assert [row[0] for row in rows].count(RELU) == 3


def test_missing_and_unreadable_notebooks_fail(tmp_path, capsys):
    """a folder lacks a notebook, and another is no JSON: their checks, and what stands on them, do not pass"""
    folder = variant(tmp_path)
    (folder / RELU).unlink()
    (folder / LINEAR).write_text("not a notebook")
    status, rows, last, _ = validate(capsys, folder)

    sentence = "01_linear.ipynb is plain text, not a notebook: hand in the .ipynb file you worked in."
    assert [row[2:] for row in rows if row[0] == LINEAR] == 2 * [["the notebook cannot be read", [sentence]]]
    assert [row[2:] for row in rows if row[0] == RELU] == 3 * [["the notebook is missing", []]]
    assert (status, last) == (1, f"{len(ALL) - 2 - 3 - 2} of {len(ALL)} checks pass")


def test_what_is_odd_about_a_notebook_is_said(tmp_path, capsys):
    """a merge conflict in a cell is named beside the checks, which go on"""
    folder = variant(tmp_path, {RELU: "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> theirs"})
    status, _, _, errors = validate(capsys, folder / RELU)

    assert status == 0
    assert errors.startswith("bpgrade: Code cell ")
    assert errors.endswith(f" of {RELU} holds git merge-conflict markers (<<<<<<<): keep one of the two versions.\n")


def test_folders_are_told_apart(tmp_path, capsys):
    """two students' notebooks of one name: rows carry the path, and a file named twice is checked once"""
    mine, other = variant(tmp_path) / RELU, reference.folder() / RELU
    _, rows, last, _ = validate(capsys, mine, mine, other)

    assert [row[0] for row in rows] == [*3 * [str(mine)], *3 * [str(other)]]
    assert last == "6 of 6 checks pass"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.ipynb", None, "{0} does not exist: give a notebook or a folder of notebooks."),
        ("notes.txt", "x", "{0} is neither a notebook (.ipynb) nor a folder of notebooks."),
        ("empty", "", "{0} holds no notebook of an exercise: name the folder in which they lie."),
        (
            "notes.ipynb",
            '{"cells": [], "nbformat": 4}',
            "{0} is no exercise's notebook, going by its name and the test cells in it.",
        ),
        ("notes.ipynb", "x", "notes.ipynb is plain text, not a notebook: hand in the .ipynb file you worked in."),
    ],
)
def test_bad_usage(tmp_path, capsys, name, content, sentence):
    """a path with nothing to check: one sentence, exit status 2"""
    path = tmp_path / name
    if content == "":
        path.mkdir()
    elif content:
        path.write_text(content)

    assert validate(capsys, path) == (2, [], "", f"bpgrade: {sentence.format(path)}\n")


def test_only_numpy_is_needed(tmp_path):
    """a student who has installed the kit without its extras can check, and waits for no torch"""
    extras = ("torch", "pytest", "rich", "nbgrader", "nbformat", "jinja2", "sqlalchemy", "matplotlib", "tqdm", "pooch")
    code = (
        f"import sys\nfor name in {extras}: sys.modules[name] = None\n"
        "from bpgrade.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "validate", variant(tmp_path) / RELU]
    done = subprocess.run(command, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("3 of 3 checks pass\n")
