"""What nbgrader gets of a submitted notebook: valid, every known cell once, and nothing of a student's lost or run."""

import json
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgrade.exports.nbgrader_cells import KnownCell
from bpgrade.intake import Unreadable, read_notebook
from bpgrade.intake.notebook import raw_cells
from bpgrade.nbgrader_plugin.repair import repaired, stand_in
from fuzzing import junk, mutated, texts

RELEASED = json.loads((Path(__file__).parent.parent / "assignment" / "backprop" / "01_linear.ipynb").read_text())
KNOWN = {
    mark["grade_id"]: KnownCell(cell["cell_type"], "".join(cell["source"]), mark)
    for cell in RELEASED["cells"]
    if (mark := cell["metadata"].get("nbgrader"))
}
SOLUTION, FORWARD, BACKWARD = KNOWN

marks = st.sampled_from([*KNOWN, "nobody"]).map(lambda name: {"nbgrader": {"grade_id": name}}) | junk
cells = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw"]) | junk, "metadata": marks, "source": texts(9) | junk},
    optional={"outputs": junk, "attachments": st.dictionaries(texts(3), junk, max_size=2), "id": junk},
)
trees = st.fixed_dictionaries({"nbformat": st.just(4), "cells": st.lists(cells, max_size=6)})


def ids(notebook):
    """The known cells of a notebook, in order."""
    return [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]


@pytest.fixture
def handed_in():
    """The cells of the notebook as it was released, to be changed."""
    return deepcopy(RELEASED["cells"])


def place(some, grade_id):
    """Where a cell is."""
    return [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in some].index(grade_id)


def test_a_notebook_that_is_in_order_stays_as_it_is(handed_in):
    """Protects from changes, and from warnings, that nobody needs."""
    notebook, remarks = repaired(handed_in, KNOWN)

    assert remarks == []
    assert [cell.source for cell in notebook.cells] == ["".join(cell["source"]) for cell in handed_in]
    assert [cell.metadata.get("nbgrader") for cell in notebook.cells] == [
        cell["metadata"].get("nbgrader") for cell in handed_in
    ]


def test_of_copies_the_last_one_counts(handed_in):
    """Protects a student who copied a cell to try something; nbgrader itself stops at a copy that changed its type."""
    copy = deepcopy(handed_in[place(handed_in, SOLUTION)]) | {"cell_type": "markdown", "source": "of no use"}
    handed_in.insert(0, copy)
    notebook, remarks = repaired(handed_in, KNOWN)

    assert ids(notebook) == [SOLUTION, FORWARD, BACKWARD]
    assert (notebook.cells[0].source, notebook.cells[0].metadata) == ("of no use", {})
    assert remarks == [f"the cell {SOLUTION} is there 2 times; the last one counts"]


def test_a_deleted_cell_comes_back_without_its_neighbour(handed_in):
    """Protects the batch: nbgrader's own way of putting cells back fails when the one before is gone, too."""
    kept = [cell for cell in handed_in if not cell["metadata"].get("nbgrader")]
    notebook, remarks = repaired(kept, KNOWN)

    assert ids(notebook) == [FORWARD, BACKWARD]  # no stub of the solution, which may stand in another cell
    assert [cell.source for cell in notebook.cells[:2]] == [KNOWN[FORWARD].source, KNOWN[BACKWARD].source]
    assert remarks == [f"the cell {name} was gone and was put back" for name in (FORWARD, BACKWARD)]


def test_a_deleted_cell_comes_back_where_it_was(handed_in):
    """Protects whoever reads the notebook: results stand below the work they are about."""
    del handed_in[place(handed_in, BACKWARD)]
    notebook, _ = repaired(handed_in, KNOWN)

    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    assert names.index(BACKWARD) == names.index(FORWARD) + 1


def test_another_type_and_a_damaged_mark_are_put_right(handed_in):
    """Protects from nbgrader's errors about metadata, which would drop the student."""
    cell = handed_in[place(handed_in, FORWARD)]
    cell["cell_type"], cell["metadata"]["nbgrader"] = "raw", {"grade_id": FORWARD, "points": -5, "locked": "no"}
    notebook, remarks = repaired(handed_in, KNOWN)

    assert notebook.cells[place(handed_in, FORWARD)].cell_type == "code"
    assert notebook.cells[place(handed_in, FORWARD)].metadata.nbgrader == KNOWN[FORWARD].mark
    assert remarks == [f"the cell {FORWARD} had another type than code, which it has again"]


def test_pictures_in_an_answer_stay_and_nothing_else(handed_in):
    """Protects a photographed derivation, and the page it is shown on from what is no picture."""
    text = {"cell_type": "markdown", "metadata": {"tags": ["x"]}, "source": ["see\n", "![](attachment:a.png)"]}
    text["attachments"] = {
        "a.png": {"image/png": "QUJD"}, "b.svg": {"image/svg+xml": "<svg/>"}, "c.png": {"image/png": '"><script>'},
    }  # fmt: skip
    notebook, _ = repaired([text, *handed_in], KNOWN)

    assert notebook.cells[0].source == "see\n![](attachment:a.png)"
    assert notebook.cells[0].attachments == {"a.png": {"image/png": "QUJD"}}
    assert notebook.cells[0].metadata == {}


@given(mutated(trees))
def test_whatever_was_handed_in_becomes_a_valid_notebook(text):
    """Protects the batch from every notebook that intake reads: nbgrader finds nothing in it to stumble over."""
    try:
        read_notebook(text.encode(), "01_linear.ipynb")
    except Unreadable:
        return
    notebook, _ = repaired(raw_cells(text.encode(), "01_linear.ipynb"), KNOWN)

    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()
    assert sorted(set(ids(notebook)) | {SOLUTION}) == sorted(KNOWN)
    assert len(ids(notebook)) == len(set(ids(notebook)))


def test_a_notebook_that_is_not_there_says_so():
    """Protects feedback and formgrader from a page that cannot be found."""
    notebook = stand_in("01_linear.ipynb", KNOWN)

    nbformat.validate(notebook)
    assert notebook.cells[0].source == (
        "01_linear.ipynb was not handed in, or could not be read: these are its cells as they were handed out."
    )
    assert ids(notebook) == list(KNOWN)
