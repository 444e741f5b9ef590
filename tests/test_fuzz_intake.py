"""Fuzzing the intake: whatever is handed in is read within bounds or refused in one sentence, and nothing else.

Fuzzing guided by coverage was tried and found nothing beyond these tests: atheris 3.0 for three minutes each on
notebooks (2.5 million inputs; 0.6 million with json's parser in Python, which it sees into) and archives (1.2 million).
"""

import io
import json
import tracemalloc
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgrade import reference
from bpgrade.intake.archive import list_archive
from bpgrade.intake.entries import Budget
from bpgrade.intake.notebook import CODE_BYTES, CODE_CELLS, Unreadable, read_notebook
from bpgrade.intake.selection import Selection
from bpkit.cells import SYNTAX_ERRORS
from bpkit.notebooks import Folder
from bpkit.slicer import Program
from fuzzing import assert_sentence, damaged, fewer, junk, mutated, texts

LINEAR = "01_linear.ipynb"
REAL = (reference.folder() / LINEAR).read_bytes()

sources = texts(30) | st.sampled_from(["class Linear:\n    pass", "%time x = 1\r\n", "é = 'ß'"])
cells = st.fixed_dictionaries(
    {
        "cell_type": st.sampled_from(["code", "code", "markdown", "raw"]),
        "metadata": st.just({}) | st.just({"nbgrader": {"grade_id": "linear-forward", "points": 6, "grade": True}}),
        "source": sources | st.lists(sources, max_size=3),
    },
    optional={"outputs": st.lists(junk, max_size=1), "execution_count": st.none() | st.integers(), "id": st.text()},
)
trees = st.fixed_dictionaries(
    {"nbformat": st.just(4), "metadata": st.builds(dict), "cells": st.lists(cells, max_size=4)}
)
encodings = st.sampled_from(9 * ["utf-8"] + ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "ascii", "latin-1"])
notebooks = st.builds(
    lambda text, encoding: text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace"),
    mutated(trees),
    encodings,
)
file_names = st.just(LINEAR) | texts(600).map(lambda name: f"{name}.ipynb")


def read(data, name=LINEAR):
    """The notebook, checked; None when it is refused, in one sentence."""
    try:
        notebook = read_notebook(data, name)
    except Unreadable as error:
        assert_sentence(str(error))
        return None
    indices = [index for index, _ in notebook.sources]
    assert indices == sorted(set(indices))
    assert all(index > 0 for index in indices)
    assert len(indices) <= CODE_CELLS
    assert sum(len(source.encode()) for _, source in notebook.sources) <= CODE_BYTES
    assert not any("\r" in source for _, source in notebook.sources)
    for problem in notebook.problems:
        assert_sentence(problem)
    return notebook


@given(data=notebooks, name=file_names)
def test_notebooks_out_of_shape(data, name):
    """a notebook with anything in the place of anything is read within bounds, or refused in one sentence"""
    read(data, name)


@given(data=damaged(st.just(REAL), [b'"cells"', b'"source"', b'"cell_type"', b'"nbformat"', b"\\n", b"grade_id"]))
def test_damaged_notebooks(data):
    """a real notebook whose bytes were cut, flipped or repeated is read within bounds, or refused in one sentence"""
    read(data)


@fewer
@given(data=st.binary(max_size=200) | texts(50).map(lambda text: text.encode("utf-8", "replace")))
def test_any_file(data):
    """a file that never was a notebook is refused in one sentence"""
    assert read(data) is None


@fewer
@given(trees=trees)
def test_no_false_alarm(trees):
    """what Jupyter would write is read: every code cell, in order"""
    notebook = read(json.dumps(trees).encode())
    assert len(notebook.cells) == sum(cell["cell_type"] == "code" for cell in trees["cells"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder as a student has it."""
    return tmp_path_factory.mktemp("folder")


@fewer
@given(data=notebooks | damaged(st.just(REAL)))
def test_the_students_own_reader(folder, data):
    """import_from reads a notebook or says in one sentence that it cannot, in the student's own kernel"""
    (folder / LINEAR).write_bytes(data)
    try:
        found = Folder(folder).program(LINEAR).cells
    except ValueError as error:
        assert_sentence(str(error))
        return
    assert all(type(index) is int and type(source) is str for index, source in found)


tokens = st.sampled_from(
    ["\n", "\n    ", " ", "(", ")", "'", '"""', ":", "=", "%", "!", "@", "x", "1", "def f", "class C", "return",
     "lambda", "import a", "from b import *", "for", "if", "else", "\0", "\f", "\\"]
)  # fmt: skip
code = texts(40) | st.lists(tokens, max_size=20).map("".join)
lines = st.sampled_from([line for _, source in read_notebook(REAL, LINEAR).sources for line in source.split("\n")])


@given(cells=st.lists(code | st.lists(lines | code, max_size=6).map("\n".join), max_size=4))
def test_any_code(cells):
    """the slicer takes any text for a notebook's code: what Python cannot read is set apart, never raised"""
    program = Program(LINEAR, list(enumerate(cells, 1)))
    kept = program.slice(["Linear", "f", "C", "x"])
    assert set(kept) <= set(program.statements)
    assert {each.type for each in program.broken} <= {error.__name__ for error in SYNTAX_ERRORS} | {
        "IndentationError", "TabError", "UnicodeEncodeError",
    }  # fmt: skip


def packed(members):
    """A zip with these members, some of them stored and some deflated."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number, (name, content) in enumerate(members):
            archive.writestr(name, content, zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED)
    return file.getvalue()


SMALL = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]}).encode()
BOMB = packed([("x.ipynb", b""), (LINEAR, bytes(30 << 20))])
ARCHIVE = packed(
    [(f"ann/{LINEAR}", SMALL), ("ann/02_relu.ipynb", REAL), ("bob/", b""), ("04_sgd é.ipynb", b"x"), ("in.zip", BOMB)]
)
SIGNATURES = [b"PK\3\4", b"PK\1\2", b"PK\5\6"]
parts = st.sampled_from(["a", ".", "..", "/", "\\", "C:", " ", "\0", "\n", "\x1b", "é", "\ud800", "01_linear"])
member_names = st.lists(parts, max_size=8).map("".join).map(lambda name: f"{name}.ipynb")


@given(data=damaged(st.sampled_from([ARCHIVE, BOMB, packed([])]), SIGNATURES), most=st.sampled_from([3, 10_000]))
def test_damaged_archives(data, most):
    """a zip with damage anywhere is listed and unpacked within bounds, or refused; every refusal is one sentence"""
    look_into(data, most)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(names=st.lists(member_names, max_size=4))
def test_archives_with_odd_names(names):
    """no name of a member leaves the archive, breaks a sentence or stops the grader"""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo("x")
            info.filename = name.encode("utf-8", "replace").decode()
            archive.writestr(info, SMALL)
    look_into(file.getvalue())


def look_into(data, most=10_000):
    """List an archive and read all notebooks in it, as a submission's would be."""
    try:
        listing = list_archive(io.BytesIO(data), "hand-in.zip", most)
    except Unreadable as error:
        assert_sentence(str(error))
        return
    assert len(listing.entries) <= listing.members <= most
    for _, sentence in listing.problems:
        assert_sentence(sentence)
    for entry in listing.entries:
        assert not entry.path.is_absolute()
        assert ".." not in entry.path.parts
    notebooks = [entry for entry in listing.entries if entry.is_notebook]
    selection = Selection(notebooks, Budget())
    for problem in selection.problems:
        assert_sentence(problem.sentence)


@fewer
@given(size=st.integers(1, 30 << 20), limit=st.integers(0, 1 << 20))
def test_unpacking_is_bounded(size, limit):
    """what comes out of an archive never takes more memory than was asked for, whatever its header says"""
    data = BOMB.replace((30 << 20).to_bytes(4, "little"), size.to_bytes(4, "little"))
    (bomb,) = [e for e in list_archive(io.BytesIO(data), "bomb.zip").entries if e.path == PurePosixPath(LINEAR)]
    tracemalloc.start()
    try:
        with bomb.open(limit) as file:
            assert len(file.read()) <= limit
    except Unreadable as error:
        assert_sentence(str(error))
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 4 * limit + (1 << 20)
