"""Files that are no notebook, or one that was damaged, or is too large."""

import gzip

from broken.making import document, of_sources, packed, right, saved, solution, sources
from broken.registry import ALL, NOTEBOOK, Made, broken

AGAIN = "open it in JupyterLab, save it and hand it in again."
CLEAR = "clear its outputs (Edit > Clear Outputs of All Cells), save it and hand it in again."
NEXT_TIME = "clear its outputs (Edit > Clear Outputs of All Cells) before you hand it in next time."
HAND_IN = "hand in the .ipynb file you worked in."
CUT_OFF = f"00_chain_rule.ipynb ends in the middle, as if cut off while it was saved or uploaded: {AGAIN}"


@broken(f"00_chain_rule.ipynb is not a notebook (no valid JSON in line 2): {AGAIN}")
def not_json(_) -> Made:
    """Braces, but no JSON."""
    return b"{\nthis is not JSON}"


@broken(f"00_chain_rule.ipynb is not a notebook (no valid JSON in line 1): {AGAIN}")
def python_literal(_) -> Made:
    """A notebook written with repr() instead of json.dumps(): single quotes and None."""
    return repr(document()).encode()


@broken(CUT_OFF)
def truncated(_) -> Made:
    """The first half of a notebook, as a full disk or a broken upload leaves it."""
    data = right()
    return data[: len(data) // 2]


@broken(f"00_chain_rule.ipynb is not a notebook (no valid JSON in line 3): {AGAIN}")
def trailing_comma(_) -> Made:
    """Edited by hand: one comma too many."""
    return b'{\n "nbformat": 4, "cells": [],\n}'


@broken(f"00_chain_rule.ipynb is not a notebook (no valid JSON in line 2): {AGAIN}")
def two_files_in_one(_) -> Made:
    """Two notebooks, one after the other."""
    return of_sources("x = 1").replace(b"\n", b"") + b"\n" + of_sources("y = 1")


@broken(f"00_chain_rule.ipynb is JSON but not a notebook: {HAND_IN}")
def json_list(_) -> Made:
    """The cells without the notebook around them."""
    return saved(document()["cells"])


@broken(f"00_chain_rule.ipynb is JSON but not a notebook: {HAND_IN}")
def json_null(_) -> Made:
    """What a failed export writes."""
    return b"null"


@broken(earns=ALL)
def nan(_) -> Made:
    """NaN and Infinity in outputs, as Python's json writes them against the standard."""
    content = document()
    solution(content)["outputs"] = [{"output_type": "display_data", "data": {"application/json": [float("nan")]}}]
    content["metadata"]["loss"] = float("inf")
    return saved(content)


@broken(earns=ALL)
def twice_the_same_key(_) -> Made:
    """An object with the key "cells" twice: the last one counts."""
    return b'{"cells": [], ' + right().lstrip()[1:]


@broken(f"00_chain_rule.ipynb is nested too deeply to be a notebook: {AGAIN}")
def a_million_deep(_) -> Made:
    """A million lists, each inside the one before."""
    return b"[" * 1_000_000


@broken(f"00_chain_rule.ipynb is nested too deeply to be a notebook: {AGAIN}")
def deep_in_an_output(_) -> Made:
    """A notebook that would be right, but for one output nested 200,000 deep."""
    deep = b'"metadata": {"deep": ' + b"[" * 200_000 + b"]" * 200_000 + b", "
    return right().replace(b'"metadata": {', deep, 1)


@broken(f"00_chain_rule.ipynb holds too many values: {CLEAR}")
def too_many_values(_) -> Made:
    """8 MB of empty lists: a third of a gigabyte once parsed."""
    return right()[:-2].rstrip(b"}\n ") + b', "more": [' + b"[]," * 2_700_000 + b"[]]}"


@broken(f"00_chain_rule.ipynb holds a number with thousands of digits: {CLEAR}")
def endless_number(_) -> Made:
    """A number that Python refuses to read."""
    return right().replace(b'"nbformat_minor": 5', b'"nbformat_minor": ' + b"5" * 5_000, 1)


@broken(f"00_chain_rule.ipynb is larger than 64 MiB, the most that is read: {CLEAR}")
def seventy_megabytes(_) -> Made:
    """A right notebook with 70 MB of blanks after it."""
    return right() + b" " * 70_000_000


@broken(f"00_chain_rule.ipynb is 47 MiB large: {NEXT_TIME}", earns=ALL)
def outputs_of_50_megabytes(_) -> Made:
    """Saved with pictures of 50 MB, which is still read."""
    return _with_picture(50_000_000)


@broken(f"00_chain_rule.ipynb is 47 MiB large: {NEXT_TIME}", earns=ALL)
def lines_of_50_megabytes(_) -> Made:
    """Saved with the output of a loop that printed 50 MB of lists, lines and quotation marks."""
    line = rb'"epoch 1 of 9: [0.25, 0.5, 0.75, 1.0, \"a \\ b\"]\n"'
    return _with_output(b'"output_type": "stream", "name": "stdout", "text": [' + b",\n".join([line] * 930_000) + b"]")


@broken(earns=ALL)
def outputs_of_15_megabytes(_) -> Made:
    """Saved with pictures of 15 MB, about which nothing is said."""
    return _with_picture(15_000_000)


def _with_picture(size: int) -> bytes:
    picture = b'"image/png": "' + b"iVBORw0KGgo" * (size // 11) + b'"'
    return _with_output(b'"output_type": "display_data", "metadata": {}, "data": {' + picture + b"}")


def _with_output(output: bytes) -> bytes:
    """A right notebook with an output; put into its text, as json takes seconds for a million lines."""
    return right().replace(b'"outputs": []', b'"outputs": [{' + output + b"}]", 1)


@broken(
    "00_chain_rule.ipynb holds git merge-conflict markers (<<<<<<<): resolve the conflict, then "
    "open it in JupyterLab, save it and hand it in again."
)
def merge_conflict(_) -> Made:
    """git could not merge two versions, and wrote its markers into the JSON."""
    mine = b'<<<<<<< HEAD\n "nbformat": 4,\n=======\n "nbformat": 4.5,\n>>>>>>> theirs\n'
    return right().replace(b' "nbformat": 4,\n', mine, 1)


@broken("00_chain_rule.ipynb is a web page, not a notebook: download the .ipynb file itself and hand that in.")
def web_page(_) -> Made:
    """Saved from the page that shows the notebook."""
    return b"\n<!DOCTYPE html>\n<html><body>def numerical_gradient(f, x): ...</body></html>"


@broken(f"00_chain_rule.ipynb is a Python script, not a notebook: {HAND_IN}")
def python_script(_) -> Made:
    """A .py file renamed to .ipynb."""
    return "\n\n".join(sources(document())).encode()


@broken(f"00_chain_rule.ipynb is a Python script, not a notebook: {HAND_IN}")
def jupytext_script(_) -> Made:
    """A jupytext file, in the percent format, renamed to .ipynb."""
    header = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---\n"
    return (header + "".join(f"\n# %%\n{source}\n" for source in sources(document()))).encode()


@broken(f"00_chain_rule.ipynb is plain text, not a notebook: {HAND_IN}")
def plain_text(_) -> Made:
    """A note instead of a notebook."""
    return b"I could not finish this in time.\n"


@broken(f"00_chain_rule.ipynb is a gzip archive, not a notebook: {HAND_IN}")
def gzipped(_) -> Made:
    """A notebook that was compressed, without the ending .gz."""
    return gzip.compress(right(), mtime=0)


@broken(f"00_chain_rule.ipynb is a zip archive, not a notebook: {HAND_IN}")
def zip_called_notebook(_) -> Made:
    """A zip renamed to .ipynb, because the upload form takes nothing else."""
    return packed({NOTEBOOK: right()})


@broken(f"00_chain_rule.ipynb is a PDF document, not a notebook: {HAND_IN}")
def pdf_called_notebook(_) -> Made:
    """A printout renamed to .ipynb."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
