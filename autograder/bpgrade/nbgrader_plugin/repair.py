"""Makes a notebook that nbgrader can take of whatever was handed in; what students wrote stays, and is never run."""

import re
from collections import Counter

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from bpgrade.exports.nbgrader_cells import KnownCell
from bpgrade.intake.notebook import nbgrader_mark, without_surrogates

_NEW = {"code": new_code_cell, "raw": new_raw_cell}
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def repaired(raw_cells: list, known: dict[str, KnownCell]) -> tuple[NotebookNode, list[str]]:
    """The notebook with every cell that nbgrader knows exactly once and marked as it was released.

    Of copies of a cell the last one counts, as in nbgrader. Grade cells that are gone come back behind the nearest
    known cell that stood before them; solution cells do not: the work may be elsewhere.

    Args:
        raw_cells: the cells as JSON has them; what is no cell is left out.
        known: id -> cell as it was released.
    Returns:
        The notebook, and sentences on what was put right.
    """
    raws = [raw for raw in raw_cells if isinstance(raw, dict)]
    ids = [_grade_id(raw, known) for raw in raws]
    last = {grade_id: place for place, grade_id in enumerate(ids) if grade_id}
    cells, remarks = [], []
    for place, (raw, grade_id) in enumerate(zip(raws, ids, strict=True)):
        if grade_id and last[grade_id] == place:
            cells.append(_marked(grade_id, raw, known[grade_id], remarks))
        else:
            cells.append(_plain(raw))
    times = Counter(filter(None, ids))
    remarks += [
        f"the cell {name} is there {count} times; the last one counts" for name, count in times.items() if count > 1
    ]
    _put_back(cells, known, remarks)
    return _notebook(cells), remarks


def stand_in(name: str, known: dict[str, KnownCell]) -> NotebookNode:
    """The known cells of a notebook that is not there or cannot be read, as they were released."""
    sentence = f"{name} was not handed in, or could not be read: these are its cells as they were handed out."
    return _notebook([new_markdown_cell(sentence), *(_released(cell) for cell in known.values())])


def _notebook(cells: list[NotebookNode]) -> NotebookNode:
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"  # those of students may be missing, doubled or of any kind
    return new_notebook(cells=cells)


def _grade_id(raw: dict, known: dict[str, KnownCell]) -> str:
    """The id of a known cell, or nothing."""
    grade_id = nbgrader_mark(raw).get("grade_id")
    return grade_id if isinstance(grade_id, str) and grade_id in known else ""


def _marked(grade_id: str, raw: dict, cell: KnownCell, remarks: list[str]) -> NotebookNode:
    if raw.get("cell_type") != cell.cell_type:
        remarks.append(f"the cell {grade_id} had another type than {cell.cell_type}, which it has again")
    made = _plain(raw | {"cell_type": cell.cell_type})
    made.metadata.nbgrader = NotebookNode(cell.mark)
    return made


def _put_back(cells: list[NotebookNode], known: dict[str, KnownCell], remarks: list[str]) -> None:
    there = {cell.metadata.nbgrader.grade_id for cell in cells if "nbgrader" in cell.metadata}
    before = ""
    for grade_id, cell in known.items():
        if grade_id not in there:
            if cell.mark["solution"] and not cell.mark["grade"]:
                continue
            cells.insert(_after(cells, before), _released(cell))
            remarks.append(f"the cell {grade_id} was gone and was put back")
        before = grade_id


def _after(cells: list[NotebookNode], grade_id: str) -> int:
    marks = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in cells]
    return marks.index(grade_id) + 1 if grade_id else 0


def _released(cell: KnownCell) -> NotebookNode:
    made = _NEW.get(cell.cell_type, new_markdown_cell)(cell.source)
    made.metadata.nbgrader = NotebookNode(cell.mark)
    return made


def _plain(raw: dict) -> NotebookNode:
    """A cell with the text that was handed in, and the pictures in it: no outputs, no metadata."""
    kind = raw.get("cell_type")
    cell = _NEW.get(kind if isinstance(kind, str) else "", new_markdown_cell)(_text(raw.get("source")))
    if cell.cell_type == "markdown" and (pictures := _pictures(raw.get("attachments"))):
        cell.attachments = NotebookNode(pictures)
    return cell


def _text(source: object) -> str:
    lines = source if isinstance(source, list) else [source]
    return without_surrogates("".join(line for line in lines if isinstance(line, str)))


def _pictures(attachments: object) -> dict[str, dict[str, str]]:
    found = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind in _PICTURES:
            data = _text(bundle.get(kind)) if isinstance(bundle, dict) else ""
            if data and _BASE64.fullmatch(data):
                found[_text(name)] = {kind: data}
    return found
