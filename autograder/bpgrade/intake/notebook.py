"""Reads code cells and answers in words out of one .ipynb file: bounded, and without running or parsing any code."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bpgrade.intake.decoding import MERGE_CONFLICT, MIB, SAVE_AGAIN, Unreadable, decode, large, parse
from bpgrade.output import printable
from bpgrade.record import WRITTEN

CODE_BYTES = 1 * MIB
CODE_CELLS = 2_000
CELLS = 20_000  # with text cells; a sentence or an id is kept for each
ANSWER_CHARACTERS = 20_000  # kept of an answer in words, which may hold a picture: a person reads it in the notebook

_GRADE_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TEXT_CELLS = ("markdown", "raw", "heading")


@dataclass(frozen=True)
class Cell:
    """One code cell; `index` counts code cells from 1, as its author would count them."""

    index: int
    source: str


@dataclass(frozen=True)
class Notebook:
    """What is graded of one notebook: its code cells in order, and its answers in words.

    name: the file's name as it was handed in. problems: sentences for its author. grade_ids: nbgrader ids
    found in the metadata of any cell, in order and with repetitions. answers: grade cell of `record.WRITTEN` -> its
    text, at most ANSWER_CHARACTERS of it, whatever type the cell has; of several with one id the last, as in nbgrader.
    """

    name: str
    cells: tuple[Cell, ...]
    problems: tuple[str, ...]
    grade_ids: tuple[str, ...]
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[tuple[int, str], ...]:
        """(index, source) of each code cell: what crosses the wall."""
        return tuple((cell.index, cell.source) for cell in self.cells)


def read_notebook(data: bytes, name: str) -> Notebook:
    """The code cells and answers in words of a notebook in nbformat 4.

    Args:
        data: the file's bytes.
        name: the file's name, for the sentences.
    Raises:
        Unreadable: the file is no notebook of that format or exceeds a bound; says what to do.
    """
    name = printable(name)
    text = decode(data, name)
    try:
        return _from_json(parse(text.text, name), name, (large(data, name), text.odd))
    except Unreadable:
        if text.complaint:
            raise Unreadable(text.complaint) from None
        raise


def raw_cells(data: bytes, name: str) -> list:
    """The cells of a notebook that `read_notebook` can read, as they are in the file: whatever JSON can hold."""
    return parse(decode(data, name).text, name)["cells"]


def _from_json(content: dict, name: str, odd: tuple[str, ...]) -> Notebook:
    _require_format_4(content, name)
    if not isinstance(content.get("cells"), list):
        raise Unreadable(f"{name} has no list of cells: {SAVE_AGAIN}.")
    raw_cells = content["cells"]
    _require_bounded(raw_cells, name)
    cells, problems = _code_cells(raw_cells, name)
    problems = filter(None, [*odd, _other_language(content.get("metadata"), name), *problems])
    return Notebook(name, cells, tuple(problems), tuple(_grade_ids(raw_cells)), _answers(raw_cells))


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


def _require_format_4(content: dict, name: str) -> None:
    version = content.get("nbformat")
    if type(version) is not int:
        raise Unreadable(f"{name} does not say which notebook format it has (nbformat): {SAVE_AGAIN}.")
    if version < 4:
        raise Unreadable(f"{name} has notebook format {version}, but format 4 is needed: {SAVE_AGAIN}.")
    if version > 4:
        raise Unreadable(
            f"{name} has notebook format {printable(str(version), 20)}, which is newer than format 4: "
            "save it as format 4 and hand it in again."
        )


def _other_language(metadata: object, name: str) -> str:
    """A sentence when the notebook is set to another language; its code is graded all the same, as it may be Python."""
    language = _text_in(metadata, "kernelspec", "language") or _text_in(metadata, "language_info", "name")
    if not language or "python" in language[:100].casefold():
        if not _text_in(metadata, "language_info", "version").startswith("2."):
            return ""
        language = "Python 2"
    return (
        f"{name} says that it is written in {printable(language, 40)}, but Python 3 is needed: "
        "choose a Python 3 kernel (Kernel > Change Kernel), save it and hand it in again."
    )


def _text_in(metadata: object, *keys: str) -> str:
    for key in keys:
        metadata = metadata.get(key) if isinstance(metadata, dict) else None
    return metadata if isinstance(metadata, str) else ""


def _code_cells(raw_cells: list, name: str) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    cells: list[Cell] = []
    problems: list[str] = []
    index = 0
    for position, raw in enumerate(raw_cells, 1):
        if not _is_code(raw):
            problems.append(_why_no_code(raw, f"Cell {position} of {name} (text cells counted)"))
            continue
        index += 1
        where = f"Code cell {index} of {name}"
        lines = _lines(raw)
        if lines is None:
            problems.append(f"{where} was skipped, as its source is not text: type its code anew.")
            continue
        source = "".join(lines)
        problems.append(_why_not_clean(source, where))
        cells.append(Cell(index, _clean(source)))
    return tuple(cells), _shortened([problem for problem in problems if problem], name)


def _is_code(raw: object) -> bool:
    return isinstance(raw, dict) and raw.get("cell_type") == "code"


def _why_no_code(raw: object, where: str) -> str:
    kind = raw.get("cell_type") if isinstance(raw, dict) else None
    if not isinstance(kind, str):
        return f"{where} has no type and was skipped: make it a code cell."
    if kind not in _TEXT_CELLS:
        return f'{where} has the unknown type "{printable(kind, 40)}" and was skipped: make it a code cell.'
    mark = nbgrader_mark(raw)
    if mark.get("solution") is True and mark.get("grade") is False:  # one that both solves and counts is an essay
        return f"{where} should hold code but is of type {kind}: make it a code cell and hand it in again."
    return ""


def without_surrogates(text: str) -> str:
    """`text` with a mark in place of each half of a surrogate pair, which has no UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def _clean(source: str) -> str:
    return without_surrogates(source).replace("\r\n", "\n").replace("\r", "\n")


def _why_not_clean(source: str, where: str) -> str:
    if _SURROGATE.search(source):
        return f"{where} holds broken characters, which were replaced: type them anew."
    if MERGE_CONFLICT.search(source):
        return f"{where} holds git merge-conflict markers (<<<<<<<): keep one of the two versions."
    return ""


def _lines(cell: dict) -> list[str] | None:
    """A cell's source in one or more pieces; None when it is not text."""
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return lines if all(isinstance(line, str) for line in lines) else None


def _shortened(problems: list[str], name: str, limit: int = 10) -> tuple[str, ...]:
    if len(problems) > limit:
        problems = [*problems[:limit], f"{name} has {len(problems) - limit} more problems of this kind."]
    return tuple(problems)


def _require_bounded(raw_cells: list, name: str) -> None:
    """Refuses too many cells and too much code before any of it is copied. Raises Unreadable."""
    if len(raw_cells) > CELLS:
        raise Unreadable(f"{name} has {len(raw_cells)} cells; at most {CELLS} are read: delete some.")
    code = [raw for raw in raw_cells if _is_code(raw)]
    if len(code) > CODE_CELLS:
        raise Unreadable(f"{name} has {len(code)} code cells; at most {CODE_CELLS} are read: delete some.")
    size = sum(len(line.encode("utf-8", "surrogatepass")) for raw in code for line in _lines(raw) or ())
    if size > CODE_BYTES:
        raise Unreadable(
            f"{name} holds {size / MIB:.1f} MiB of code; at most {CODE_BYTES // MIB} MiB is read: "
            "remove data that was pasted into cells."
        )


def _grade_ids(raw_cells: list) -> Iterable[str]:
    for raw in raw_cells:
        grade_id = nbgrader_mark(raw).get("grade_id")
        if isinstance(grade_id, str) and _GRADE_ID.fullmatch(grade_id):
            yield grade_id


def _answers(raw_cells: list) -> dict[str, str]:
    ids = (nbgrader_mark(raw).get("grade_id") for raw in raw_cells)
    last = {grade_id: raw for grade_id, raw in zip(ids, raw_cells, strict=True) if isinstance(grade_id, str)}
    return {grade_id: _answer(last[grade_id]) for grade_id in WRITTEN if grade_id in last}


def _answer(raw: dict) -> str:
    text = "".join(_lines(raw) or ()).strip()
    return _clean(text[:ANSWER_CHARACTERS])


def nbgrader_mark(raw: object) -> dict:
    """What nbgrader noted about a cell as JSON has it; empty where that is nothing of the kind."""
    metadata = raw.get("metadata") if isinstance(raw, dict) else None
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return mark if isinstance(mark, dict) else {}
