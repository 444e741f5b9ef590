"""import_from, on real notebook files in a folder: what it gives, and what it says when it cannot."""

import json
import traceback

import pytest

from bpkit import import_from

LINEAR = "class Linear:\n    def forward(self, x):\n        return x / 0\n"
ADVICE = " Mend it there, save that notebook, and run this cell again."


def text(*cells, as_list=False):
    """A notebook's JSON text, with prose before each code cell."""
    documents = []
    for source in cells:
        source = source.splitlines(keepends=True) if as_list else source
        documents.append({"cell_type": "markdown", "metadata": {}, "source": "class Linear: prose"})
        documents.append({"cell_type": "code", "metadata": {}, "outputs": [], "source": source})
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": documents})


@pytest.fixture
def write(tmp_path, monkeypatch):
    """write(name, *cells) puts a notebook into the current folder."""
    monkeypatch.chdir(tmp_path)

    def written(name, *cells, **options):
        (tmp_path / name).write_text(text(*cells, **options), encoding="utf-8")

    return written


def test_a_tuple_in_the_order_of_the_names(write):
    """Protects `A, B = import_from(...)`, and that nothing but the definitions runs."""
    write("02.ipynb", "input('?')\nclass A: pass", "raise SystemExit", "B = A")

    both = import_from("02.ipynb", "B", "A")

    assert type(both) is tuple
    assert [each.__name__ for each in both] == ["A", "A"]


@pytest.mark.parametrize("as_list", [False, True])
def test_a_cells_source_is_a_string_or_a_list(write, as_list):
    """Protects notebooks of every editor: the format allows both."""
    write("01.ipynb", "x = 1\ny = x + 1\n", as_list=as_list)

    assert import_from("01.ipynb", "y") == (2,)


def test_a_byte_order_mark(tmp_path):
    """Protects notebooks saved by an editor that marks UTF-8."""
    (tmp_path / "01.ipynb").write_text(text("name = 'Zoë'"), encoding="utf-8-sig")

    assert import_from("01.ipynb", "name", folder=tmp_path) == ("Zoë",)


def test_a_notebook_that_imports_from_another(write, tmp_path, monkeypatch):
    """Protects the MLP's notebook: what it takes from others lies beside it, wherever Python was started."""
    write("01.ipynb", LINEAR)
    write("05.ipynb", "from bpkit import import_from", "Linear, = import_from('01.ipynb', 'Linear')",
          "class MLP(Linear): pass")  # fmt: skip
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    (MLP,) = import_from("05.ipynb", "MLP", folder=tmp_path)

    assert [each.__name__ for each in MLP.__mro__] == ["MLP", "Linear", "object"]
    with pytest.raises(FileNotFoundError):
        import_from("05.ipynb", "MLP")


def test_notebooks_that_import_from_each_other(write):
    """Protects the kernel from a circle of notebooks: it ends in a sentence, and the next import works."""
    write("01.ipynb", "from bpkit import import_from", "(A,) = import_from('02.ipynb', 'B')", "C = 1")
    write("02.ipynb", "from bpkit import import_from", "(B,) = import_from('01.ipynb', 'A')")

    with pytest.raises(ImportError, match=r"01\.ipynb and 02\.ipynb import from each other: take one of the"):
        import_from("01.ipynb", "A")
    assert import_from("01.ipynb", "C") == (1,)


def test_a_missing_notebook(write, tmp_path):
    """Protects the student who mistyped a name, or started Jupyter in another folder."""
    write("01_linear.ipynb", LINEAR)

    with pytest.raises(FileNotFoundError) as alike:
        import_from("01_lienar.ipynb", "Linear")
    with pytest.raises(FileNotFoundError) as unlike:
        import_from("zzz", "Linear")

    assert str(alike.value) == f"01_lienar.ipynb was not found in {tmp_path}. Did you mean '01_linear.ipynb'?"
    assert str(unlike.value) == (
        f"zzz was not found in {tmp_path}. Open Jupyter in the folder that holds all the notebooks."
    )


@pytest.mark.parametrize(
    "raw",
    ["", "{", "[]", "{}", '{"cells": [1]}', '{"cells": [{"cell_type": "code", "source": [1]}]}', "[" * 9_999],
    ids=["empty", "cut", "list", "no cells", "bad cell", "bad source", "deep"],
)
def test_a_file_that_is_not_a_notebook(tmp_path, raw):
    """Protects the student from an exception out of the JSON reader."""
    (tmp_path / "01.ipynb").write_text(raw)

    with pytest.raises(ValueError, match="not a notebook") as caught:
        import_from("01.ipynb", "Linear", folder=tmp_path)
    assert str(caught.value) == (
        "01.ipynb is not a notebook that can be read: put an older copy or a fresh one in its place."
    )


def test_a_file_that_cannot_be_read(tmp_path):
    """Protects the student from a bare decoding error."""
    (tmp_path / "01.ipynb").write_bytes(b"\xff\xff")
    (tmp_path / "02.ipynb").mkdir()

    with pytest.raises(ValueError, match=r"^01\.ipynb could not be read: 'utf-8' codec can't decode"):
        import_from("01.ipynb", "Linear", folder=tmp_path)
    with pytest.raises(ValueError, match=r"^02\.ipynb could not be read: .*directory"):
        import_from("02.ipynb", "Linear", folder=tmp_path)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["class linear: pass"], "Linear is not defined in 01.ipynb."),
        (["x = 1", "\nclass Linear:\n    def f(self:\n        pass"],
         "Linear cannot be read from 01.ipynb: SyntaxError in code cell 2, line 3 ('(' was never closed)."),
        (["", "n = {}\n\nclass Linear:\n    size = n['in']"],
         "Linear cannot be taken from 01.ipynb: KeyError in code cell 2, line 4 ('in')."),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_be_had(write, cells, sentence):
    """Protects the student's time: which cell, which line, and what to do."""
    write("01.ipynb", *cells)

    with pytest.raises(ImportError) as caught:
        import_from("01.ipynb", "Linear")

    assert str(caught.value) == sentence + ADVICE


def test_what_fails_around_a_definition_is_a_warning(write):
    """Protects a class from a missing plotting library and from a bad patch, but not in silence."""
    write("01.ipynb", "import nowhere as plt", LINEAR + "    def plot(self): plt.plot()", "Linear.x = 1 / 0")

    with pytest.warns(UserWarning, match=r"from 01\.ipynb: ") as caught:
        (linear,) = import_from("01.ipynb", "Linear")

    assert linear.__name__ == "Linear"
    assert [str(each.message) for each in caught] == [
        "plt cannot be taken from 01.ipynb: ModuleNotFoundError in code cell 1, line 1 (No module named 'nowhere').",
        "A change to it cannot be taken from 01.ipynb: ZeroDivisionError in code cell 3, line 1 (division by zero).",
    ]


def test_a_traceback_shows_the_students_line(write):
    """Protects debugging across notebooks, also below a form feed, which is no line end to Python."""
    write("01.ipynb", "", "note = '\x0c'\n" + LINEAR)
    (linear,) = import_from("01.ipynb", "Linear")

    try:
        linear().forward(1)
    except ZeroDivisionError as error:
        shown = traceback.format_exception(error)

    assert '  File "<01.ipynb, code cell 2>", line 4, in forward\n    return x / 0\n' in shown[-2]


def test_a_saved_change_counts_at_once(write):
    """Protects the student who mends a notebook and imports again, without a restart."""
    write("01.ipynb", "n = 1")
    before = import_from("01.ipynb", "n")
    write("01.ipynb", "n = 2")

    assert (before, import_from("01.ipynb", "n")) == ((1,), (2,))


def test_nothing_asked_for(write):
    """Protects from an empty import that would seem to work."""
    write("01.ipynb", LINEAR)

    with pytest.raises(TypeError) as caught:
        import_from("01.ipynb")
    assert str(caught.value) == 'say what to import: (Linear,) = import_from("01_linear.ipynb", "Linear")'
