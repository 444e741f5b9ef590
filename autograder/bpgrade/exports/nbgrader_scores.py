"""One notebook's rows of a submission in nbgrader's gradebook: scores, what waits for a person, and comments."""

import html
import json
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Comment, Grade

from bpgrade.exports.nbgrader_results import CellResult, Result

_UNGRADED = CellResult(None, 0.0)  # a cell that the reports know nothing of: only a person can grade it


def solution_cells(folder: Path) -> dict[str, str]:
    """Grade cell -> the solution cell that it is about, in a folder of source notebooks."""
    about = {}
    for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        marks = [cell["metadata"]["nbgrader"] for cell in cells if "nbgrader" in cell["metadata"]]
        solution = ""
        for mark in marks:
            solution = mark["grade_id"] if mark["solution"] else solution
            if mark["grade"]:
                about[mark["grade_id"]] = solution
    return about


def put_grades(result: Result, notebook: str, grades: Iterable[tuple[str, Grade]]) -> None:
    """Sets the scores of a notebook's (grade cell, row) pairs; what people gave stays."""
    for name, grade in grades:
        _set_score(grade, result.cells.get((notebook, name), _UNGRADED))


def put_comments(result: Result, solutions: dict[str, str], comments: Iterable[tuple[str, Comment]]) -> None:
    """Sets the automatic comments of (solution or task cell, row) pairs; what people wrote stays.

    solutions: as solution_cells gives them.
    """
    by_cell: dict[str, list[str]] = {}
    for grade_id, sentence in result.comments.items():
        by_cell.setdefault(solutions.get(grade_id, grade_id), []).append(sentence)
    for name, comment in comments:
        sentences = dict.fromkeys(filter(None, by_cell.get(name, ())))
        # nbgrader's feedback takes a comment for Markdown, with whatever HTML is in it
        comment.auto_comment = html.escape("\n\n".join(sentences), quote=False) or None


def _set_score(grade: Grade, cell: CellResult) -> None:
    changed = grade.auto_score != cell.points
    grade.auto_score = cell.points
    if grade.manual_score is None:
        grade.needs_manual_grade = bool(cell.reason) or cell.points is None
    elif changed:  # somebody's judgement of other work
        grade.needs_manual_grade = True
