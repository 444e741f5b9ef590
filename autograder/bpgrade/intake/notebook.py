"""Reads the code cells out of one .ipynb file: bounded, and without running or parsing any code in it."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bpgrade.output import printable

MIB = 1 << 20
NOTEBOOK_BYTES = 20 * MIB
CODE_BYTES = 1 * MIB
CODE_CELLS = 2_000
# 20 MiB of "[],[]," would become half a gigabyte of Python lists; no real notebook comes near this number.
CONTAINERS = 1_000_000

_GRADE_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MERGE_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>) ", re.MULTILINE)
_CLEAR_OUTPUTS = "clear its outputs (Edit > Clear Outputs of All Cells), save it and hand it in again"
_SAVE_AGAIN = "open it in JupyterLab, save it and hand it in again"


class Unreadable(Exception):
    """A file that cannot be read as what it should be; the text is one sentence for its author."""


@dataclass(frozen=True)
class Cell:
    """One code cell; `index` counts code cells from 1, as its author would count them."""

    index: int
    source: str


@dataclass(frozen=True)
class Notebook:
    """What is graded of one notebook: its code cells in order.

    name: the file's name as it was handed in. problems: sentences for its author. grade_ids: nbgrader ids
    found in the metadata of any cell, in order and with repetitions.
    """

    name: str
    cells: tuple[Cell, ...]
    problems: tuple[str, ...]
    grade_ids: tuple[str, ...]

    @property
    def sources(self) -> tuple[tuple[int, str], ...]:
        """(index, source) of each code cell: what crosses the wall."""
        return tuple((cell.index, cell.source) for cell in self.cells)


def read_notebook(data: bytes, name: str) -> Notebook:
    """The code cells of a notebook in nbformat 4.

    Args:
        data: the file's bytes.
        name: the file's name, for the sentences.
    Raises:
        Unreadable: the file is no notebook of that format or exceeds a bound; says what to do.
    """
    name = printable(name)
    content = _parse(_decode(data, name), name)
    _require_format_4(content, name)
    if not isinstance(content.get("cells"), list):
        raise Unreadable(f"{name} has no list of cells: {_SAVE_AGAIN}.")
    cells, problems = _code_cells(content["cells"], name)
    _require_bounded(cells, name)
    return Notebook(name, cells, problems, tuple(_grade_ids(content["cells"])))


def notes(notebook: Notebook, expected_ids: Iterable[str]) -> tuple[str, ...]:
    """A sentence for each test cell of `expected_ids` that is missing or doubled. Neither changes a grade."""
    count = Counter(notebook.grade_ids)
    sentences = []
    for grade_id in expected_ids:
        if not count[grade_id]:
            sentences.append(f"{notebook.name} lacks the test cell {grade_id}; it is graded all the same.")
        elif count[grade_id] > 1:
            times = count[grade_id]
            sentences.append(f"{notebook.name} has the test cell {grade_id} {times} times; it counts once.")
    return tuple(sentences)


def _decode(data: bytes, name: str) -> str:
    if len(data) > NOTEBOOK_BYTES:
        raise Unreadable(f"{name} is larger than {NOTEBOOK_BYTES // MIB} MiB, the most that is read: {_CLEAR_OUTPUTS}.")
    if not data.strip():
        raise Unreadable(f"{name} is an empty file: hand in the notebook you worked in.")
    # JSON starts with two ASCII characters, so a zero byte among the first bytes means 16- or 32-bit units.
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:2]:
        raise Unreadable(f"{name} is encoded as UTF-16: save it as UTF-8 and hand it in again.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not text in UTF-8, as a notebook is: {_SAVE_AGAIN}.") from None


def _parse(text: str, name: str) -> dict:
    if text.count("[") + text.count("{") > CONTAINERS:
        raise Unreadable(f"{name} holds too many values: {_CLEAR_OUTPUTS}.")
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(_why_not_json(text, error, name)) from None
    except RecursionError:
        raise Unreadable(f"{name} is nested too deeply to be a notebook: {_SAVE_AGAIN}.") from None
    except ValueError:
        sentence = f"{name} holds a number with thousands of digits: {_CLEAR_OUTPUTS}."
        raise Unreadable(sentence) from None
    if not isinstance(content, dict):
        raise Unreadable(f"{name} is JSON but not a notebook: hand in the .ipynb file you worked in.")
    return content


def _why_not_json(text: str, error: json.JSONDecodeError, name: str) -> str:
    if _MERGE_CONFLICT.search(text):
        return f"{name} holds git merge-conflict markers (<<<<<<<): resolve the conflict, then {_SAVE_AGAIN}."
    if text.lstrip().startswith("<"):
        return f"{name} is a web page, not a notebook: download the .ipynb file itself and hand that in."
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"{name} ends in the middle, as if cut off while it was saved or uploaded: {_SAVE_AGAIN}."
    return f"{name} is not a notebook (no valid JSON in line {error.lineno}): {_SAVE_AGAIN}."


def _require_format_4(content: dict, name: str) -> None:
    version = content.get("nbformat")
    if type(version) is not int:
        raise Unreadable(f"{name} does not say which notebook format it has (nbformat): {_SAVE_AGAIN}.")
    if version < 4:
        raise Unreadable(f"{name} has notebook format {version}, but format 4 is needed: {_SAVE_AGAIN}.")
    if version > 4:
        raise Unreadable(
            f"{name} has notebook format {printable(str(version), 20)}, which is newer than format 4: "
            "save it as format 4 and hand it in again."
        )


def _code_cells(raw_cells: list, name: str) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    cells: list[Cell] = []
    problems: list[str] = []
    index = 0
    for position, raw in enumerate(raw_cells, 1):
        kind = raw.get("cell_type") if isinstance(raw, dict) else None
        if not isinstance(kind, str):
            problems.append(f"Cell {position} of {name} (text cells counted) has no type and was skipped.")
        if kind != "code":
            continue
        index += 1
        source = _source(raw.get("source"))
        if source is None:
            problems.append(f"Code cell {index} of {name} was skipped: its source is not text.")
            continue
        clean = _SURROGATE.sub("\ufffd", source)
        if clean != source:
            problems.append(f"Code cell {index} of {name} holds broken characters; they were replaced.")
        cells.append(Cell(index, clean.replace("\r\n", "\n").replace("\r", "\n")))
    return tuple(cells), _shortened(problems, name)


def _source(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return None


def _shortened(problems: list[str], name: str, limit: int = 10) -> tuple[str, ...]:
    if len(problems) > limit:
        problems = [*problems[:limit], f"{name} has {len(problems) - limit} more problems of this kind."]
    return tuple(problems)


def _require_bounded(cells: tuple[Cell, ...], name: str) -> None:
    if len(cells) > CODE_CELLS:
        raise Unreadable(f"{name} has {len(cells)} code cells; at most {CODE_CELLS} are read: delete some.")
    size = sum(len(cell.source.encode()) for cell in cells)
    if size > CODE_BYTES:
        raise Unreadable(
            f"{name} holds {size / MIB:.1f} MiB of code; at most {CODE_BYTES // MIB} MiB is read: "
            "remove data that was pasted into cells."
        )


def _grade_ids(raw_cells: list) -> Iterable[str]:
    for raw in raw_cells:
        metadata = raw.get("metadata") if isinstance(raw, dict) else None
        nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
        if isinstance(grade_id, str) and _GRADE_ID.fullmatch(grade_id):
            yield grade_id
