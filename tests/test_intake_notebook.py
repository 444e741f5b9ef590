"""Intake of one notebook: what can be read is read, and everything else ends in a sentence."""

import json
import tracemalloc

import pytest

from bpgrade.intake import Unreadable, notes, read_notebook
from bpgrade.intake.decoding import PARSED_BYTES, cost


def code(source, grade_id=None):
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": []}


def notebook(*cells, nbformat=4):
    return json.dumps({"nbformat": nbformat, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def test_code_cells_are_counted_as_their_author_counts_them():
    """Protects the numbers in 'code cell 5': text cells do not count, however a cell is stored."""
    text = {"cell_type": "markdown", "source": "prose"}
    read = read_notebook(notebook(text, code(["a = 1\r\n", "b = 2"]), text, code("c = 3\rd")), "n.ipynb")

    assert [(cell.index, cell.source) for cell in read.cells] == [(1, "a = 1\nb = 2"), (2, "c = 3\nd")]
    assert read.problems == ()


AGAIN = "open it in JupyterLab, save it and hand it in again."
CLEAR = "clear its outputs (Edit > Clear Outputs of All Cells), save it and hand it in again."
HAND_IN = "hand in the .ipynb file you worked in."
UTF_16 = "n.ipynb is encoded as UTF-16: save it as UTF-8 and hand it in again."
NO_FORMAT = f"n.ipynb does not say which notebook format it has (nbformat): {AGAIN}"
UNREADABLE = {
    "empty": (b"  \n", "n.ipynb is an empty file: hand in the notebook you worked in."),
    "not-json": (b"{\nhello", f"n.ipynb is not a notebook (no valid JSON in line 2): {AGAIN}"),
    "text": (b"hello\nthere", f"n.ipynb is plain text, not a notebook: {HAND_IN}"),
    "script": (b"# %%\nimport numpy as np", f"n.ipynb is a Python script, not a notebook: {HAND_IN}"),
    "zip": (b"PK\x03\x04rest", f"n.ipynb is a zip archive, not a notebook: {HAND_IN}"),
    "zeros": (bytes(4096), "n.ipynb is an empty file: hand in the notebook you worked in."),
    "truncated": (
        notebook(code("x = 1"))[:60],
        f"n.ipynb ends in the middle, as if cut off while it was saved or uploaded: {AGAIN}",
    ),
    "html": (
        b"<!DOCTYPE html><p>",
        "n.ipynb is a web page, not a notebook: download the .ipynb file itself and hand that in.",
    ),
    "merge": (
        b'{\n"cells": [\n<<<<<<< HEAD\n"a"\n=======\n"b"\n>>>>>>> theirs\n]}',
        f"n.ipynb holds git merge-conflict markers (<<<<<<<): resolve the conflict, then {AGAIN}",
    ),
    "utf-16": ("{}".encode("utf-16"), UTF_16),
    "utf-16-without-mark": ("{}".encode("utf-16-le"), UTF_16),
    "binary": (b"{\xff\x81", f"n.ipynb is not text in UTF-8, as a notebook is: {AGAIN}"),
    "list": (b"[]", f"n.ipynb is JSON but not a notebook: {HAND_IN}"),
    "deep": (b"[" * 900_000, f"n.ipynb is nested too deeply to be a notebook: {AGAIN}"),
    "containers": (b"[" + b"[]," * 2_700_000, f"n.ipynb holds too many values: {CLEAR}"),
    "digits": (b"[" + b"1" * 5000 + b"]", f"n.ipynb holds a number with thousands of digits: {CLEAR}"),
    "64-mib": (b" " * 67_108_865, f"n.ipynb is larger than 64 MiB, the most that is read: {CLEAR}"),
    "format-3": (notebook(nbformat=3), f"n.ipynb has notebook format 3, but format 4 is needed: {AGAIN}"),
    "format-2": (notebook(nbformat=2), f"n.ipynb has notebook format 2, but format 4 is needed: {AGAIN}"),
    "format-99": (
        notebook(nbformat=99),
        "n.ipynb has notebook format 99, which is newer than format 4: save it as format 4 and hand it in again.",
    ),
    "format-none": (b"{}", NO_FORMAT),
    "format-true": (notebook(nbformat=True), NO_FORMAT),
    "no-cells": (b'{"nbformat": 4, "cells": {}}', f"n.ipynb has no list of cells: {AGAIN}"),
    "20001-cells": (notebook(*[0] * 20_001), "n.ipynb has 20001 cells; at most 20000 are read: delete some."),
    "2001-cells": (
        notebook(*[code("")] * 2001),
        "n.ipynb has 2001 code cells; at most 2000 are read: delete some.",
    ),
    "much-code": (
        notebook(code("#" * 600_000), code("#" * 600_000)),
        "n.ipynb holds 1.1 MiB of code; at most 1 MiB is read: remove data that was pasted into cells.",
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_notebook_that_cannot_be_read_says_what_to_do(kind):
    """Protects the author of a broken file from a silent zero, and the grader from files made to break it."""
    data, sentence = UNREADABLE[kind]
    with pytest.raises(Unreadable) as error:
        read_notebook(data, "n.ipynb")

    assert sentence == str(error.value)


def test_a_large_notebook_is_read_with_a_word_to_its_author():
    """Protects work from its outputs: pages of printed lists are text, however many commas and brackets they hold."""
    printed = '[1, 2]: \\"a\\\\' * 2_000_000
    output = {"output_type": "stream", "name": "stdout", "text": printed}
    data = notebook(code("x = 1") | {"outputs": [output]})
    assert cost(data.decode()) > PARSED_BYTES

    read = read_notebook(data, "n.ipynb")

    assert [cell.source for cell in read.cells] == ["x = 1"]
    assert read.problems == (
        f"n.ipynb is {len(data) >> 20} MiB large: "
        "clear its outputs (Edit > Clear Outputs of All Cells) before you hand it in next time.",
    )


def test_the_size_from_which_on_something_is_said():
    """Protects students from being told to clear outputs that nobody minds."""
    small, large = (notebook(code("x = 1")).ljust(size) for size in (20 << 20, (20 << 20) + 1))

    assert read_notebook(small, "n.ipynb").problems == ()
    assert len(read_notebook(large, "n.ipynb").problems) == 1


def peak(run, argument):
    """The most memory that was in use meanwhile, in bytes; what is refused counts as well."""
    tracemalloc.start()
    try:
        run(argument)
    except Unreadable:
        pass
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most


UNITS = ["[]", "[0]", "{}", '{"":0}', '{"%x":0}', '"%x"', '"ł%x"', '"🙂%x"', "0.%d", "999%d", '[["%x"]]']


@pytest.mark.parametrize("count", [1_000, 5_500, 11_000, 90_000])
@pytest.mark.parametrize("unit", [*UNITS, '"%x":0', '"ł%x":[]'])
def test_what_objects_cost_is_not_guessed_too_low(unit, count):
    """Protects memory: lists, objects and numbers take no more than the marks between them are counted for."""
    values = ",".join(unit % number if "%" in unit else unit for number in range(count))
    text = f"{{{values}}}" if unit[0] == '"' and ":" in unit else f"[{values}]"

    assert peak(json.loads, text) < cost(text) + 4 * len(text) + 20_000


def test_code_too_large_is_refused_before_it_is_copied():
    """Protects memory from a cell that is the whole file: thrice four bytes for each character, and no more."""
    start = b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "\\ud800\\r'
    data = start + b"x" * (4 << 20) + '🙂"}]}'.encode()

    assert peak(lambda data: read_notebook(data, "n.ipynb"), data) < 13 * len(data)


def test_oddities_are_read_around():
    """Protects the readable cells of a notebook from a BOM, NaN, and cells or metadata of the wrong type."""
    cells = [
        7,
        {"cell_type": ["code"], "source": "x"},
        {"cell_type": "code", "source": 5, "metadata": 3},
        {"cell_type": "code", "source": ["a", 1]},
        {"cell_type": "code", "source": "half \ud800", "metadata": {"nbgrader": {"grade_id": {}}}},
        {"cell_type": "raw", "metadata": float("nan")},
    ]
    read = read_notebook(b"\xef\xbb\xbf" + notebook(*cells), "n.ipynb")

    assert [(cell.index, cell.source) for cell in read.cells] == [(3, "half \ufffd")]
    assert read.problems == (
        "Cell 1 of n.ipynb (text cells counted) has no type and was skipped: make it a code cell.",
        "Cell 2 of n.ipynb (text cells counted) has no type and was skipped: make it a code cell.",
        "Code cell 1 of n.ipynb was skipped, as its source is not text: type its code anew.",
        "Code cell 2 of n.ipynb was skipped, as its source is not text: type its code anew.",
        "Code cell 3 of n.ipynb holds broken characters, which were replaced: type them anew.",
    )


def test_many_odd_cells_do_not_make_many_sentences():
    """Protects the report from thousands of lines about one broken file."""
    read = read_notebook(notebook(*[None] * 500), "n.ipynb")

    assert len(read.problems) == 11
    assert read.problems[-1] == "n.ipynb has 490 more problems of this kind."


def test_deleted_and_doubled_test_cells_are_mentioned_on_request_only():
    """Protects the rule that test cells in a submission do not matter, while staff may still hear of them."""
    cells = [code("check", grade_id) for grade_id in ("relu", "relu", "tanh")]
    read = read_notebook(notebook(*cells), "02_relu.ipynb")

    assert read.problems == ()
    assert notes(read, ["relu", "tanh", "sigmoid"]) == (
        "02_relu.ipynb has the test cell relu 2 times; it counts once.",
        "02_relu.ipynb lacks the test cell sigmoid; it is graded all the same.",
    )


@pytest.mark.parametrize(
    ("encoding", "sentences"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("n.ipynb is encoded as UTF-16: save it as UTF-8 next time.",)),
        ("utf-32-be", ("n.ipynb is encoded as UTF-32: save it as UTF-8 next time.",)),
        (
            "cp1252",
            ("n.ipynb is not text in UTF-8, as a notebook is: some letters may have been read wrongly.",),
        ),
    ],
)
def test_a_notebook_in_another_encoding_is_read_all_the_same(encoding, sentences):
    """Protects work that an editor or a shell has saved in an encoding of its own."""
    data = json.dumps({"nbformat": 4, "cells": [code("x = 'schön'")]}, ensure_ascii=False).encode(encoding)

    read = read_notebook(data, "n.ipynb")

    assert (read.cells[0].source, read.problems) == ("x = 'schön'", sentences)


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"language": "R"}, "language_info": {"name": "R"}}, "R"),
        ({"kernelspec": {"name": "ir"}, "language_info": {"name": "R"}}, "R"),
        ({"kernelspec": {"language": "python"}, "language_info": {"version": "2.7.18"}}, "Python 2"),
        ({"kernelspec": {"language": "Python"}, "language_info": {"name": "R"}}, None),
        ({"kernelspec": {"language": 3}, "language_info": []}, None),
        ([], None),
    ],
)
def test_another_language_is_named(metadata, language):
    """Protects students who chose the wrong kernel; the code is graded, as it may be Python nonetheless."""
    read = read_notebook(
        json.dumps({"nbformat": 4, "metadata": metadata, "cells": [code("x = 1")]}).encode(), "n.ipynb"
    )

    wanted = f"n.ipynb says that it is written in {language}, but Python 3 is needed: "
    assert len(read.cells) == 1
    assert [problem.startswith(wanted) for problem in read.problems] == [True] * (language is not None)


def test_only_a_solution_that_is_no_code_is_worth_a_sentence():
    """Protects students who turned their solution into text, and spares those who write text where it belongs."""
    marks = [{"solution": True, "grade": False}, {"solution": True, "grade": True}, {"solution": "yes"}, {}]
    cells = [{"cell_type": "raw", "source": "", "metadata": {"nbgrader": mark}} for mark in marks]

    assert read_notebook(notebook(*cells), "n.ipynb").problems == (
        "Cell 1 of n.ipynb (text cells counted) should hold code but is of type raw: "
        "make it a code cell and hand it in again.",
    )
