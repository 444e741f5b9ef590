"""Notes about a student's files: copies, definitions made twice, imports that are older than what was saved since."""

import json
import os
import warnings

import pytest

from bpkit import check, desk, import_from, notebooks

RELU = "class ReLU:\n    def forward(self, x):\n        return x * (x > 0)\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder that is the current one; what was imported before is forgotten."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(notebooks, "_taken", {})
    return tmp_path


def save(path, *cells, seconds=0):
    """A notebook, saved that many seconds after 2020 began."""
    cells = [{"cell_type": "code", "metadata": {}, "source": cell} for cell in cells]
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    os.utime(path, (1577836800 + seconds,) * 2)


@pytest.mark.parametrize(
    "copy", ["02_relu-Copy1", "02_relu (1)", "02_relu copy", "02_relu-Copy1-Copy2", "02_relu_copy"]
)
def test_newer_copy_is_named(folder, copy):
    """Who works in a copy hands in the other one."""
    save(folder / "02_relu.ipynb", RELU)
    save(folder / f"{copy}.ipynb", RELU, seconds=1)

    assert desk.notes("02_relu.ipynb") == [
        f"{copy}.ipynb was saved after 02_relu.ipynb, but only 02_relu.ipynb counts: move what you need there, "
        "and delete the copy."
    ]


def test_older_copy_and_other_notebooks_are_no_matter(folder):
    """A copy from before is a backup."""
    save(folder / "02_relu.ipynb", RELU, seconds=1)
    save(folder / "02_relu-Copy1.ipynb", RELU)
    save(folder / "02_relu_of_my_own.ipynb", RELU, seconds=2)

    assert desk.notes("02_relu.ipynb") == []


def test_class_defined_in_two_cells_is_told(folder):
    """check() looks at the one that was run last, the grade comes from the last in the notebook."""
    save(folder / "02_relu.ipynb", RELU, "x = 1", RELU)

    assert desk.notes("02_relu.ipynb", ["ReLU"]) == [
        "ReLU is defined in code cells 1 and 3 of 02_relu.ipynb as it was saved: the last one counts."
    ]


def test_method_added_later_is_no_second_definition(folder):
    """A class may grow over several cells."""
    save(folder / "02_relu.ipynb", RELU, "ReLU.backward = lambda self, g: g")

    assert desk.notes("02_relu.ipynb", ["ReLU"]) == []


def test_each_name_has_its_own_age(folder):
    """What is taken anew says nothing of what was taken before."""
    save(folder / "02_relu.ipynb", RELU, "class Tanh:\n    pass")
    save(folder / "05_mlp_cifar10.ipynb", "")
    import_from("02_relu.ipynb", "ReLU")
    save(folder / "02_relu.ipynb", RELU, "class Tanh:\n    pass", seconds=5)
    import_from("02_relu.ipynb", "Tanh")

    assert desk.notes("05_mlp_cifar10.ipynb") == [
        "02_relu.ipynb was saved again after ReLU had been taken from it: run the cell with import_from again."
    ]


def test_import_that_is_older_than_the_notebook_is_told(folder):
    """Whoever mends 02 and goes on in 05 still has the old class there."""
    save(folder / "02_relu.ipynb", RELU)
    save(folder / "05_mlp_cifar10.ipynb", "")
    import_from("02_relu.ipynb", "ReLU")
    assert desk.notes("05_mlp_cifar10.ipynb") == []

    save(folder / "02_relu.ipynb", RELU, seconds=5)
    told = desk.notes("05_mlp_cifar10.ipynb")
    import_from("02_relu.ipynb", "ReLU")

    assert told == [
        "02_relu.ipynb was saved again after ReLU had been taken from it: run the cell with import_from again."
    ]
    assert desk.notes("05_mlp_cifar10.ipynb") == []


@pytest.mark.parametrize("content", ["{", "[]", '{"cells": 1}'])
def test_damaged_notebook_is_no_matter_for_a_check(folder, content):
    """A check judges what is in the kernel, whatever lies on the disk."""
    (folder / "02_relu.ipynb").write_text(content)

    assert desk.notes("02_relu.ipynb", ["ReLU"]) == []


def test_check_prints_the_notes(folder, capsys):
    """They stand below the card."""
    save(folder / "03_softmax_cross_entropy.ipynb", "")
    save(folder / "03_softmax_cross_entropy-Copy1.ipynb", "", seconds=1)
    with warnings.catch_warnings(), pytest.raises(AssertionError):
        check("softmax", lambda logits: logits)

    assert (
        capsys.readouterr().out.splitlines()[-1].startswith("  note     03_softmax_cross_entropy-Copy1.ipynb was saved")
    )
