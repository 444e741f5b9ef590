"""grades.csv: one row for each submission."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bpgrade.output import number
from bpgrade.record import NOTEBOOK_OF, Outcome, Report
from bpgrade.summary import Summary
from bpkit.files import write_atomically

_FIXED = [
    "id", "status", "score", "penalty", "final", "max_score", "bonus", "max_bonus", "submitted_at", "days_late",
    "isolation",
]  # fmt: skip
_NOT_PASSED = [outcome for outcome in Outcome if outcome != Outcome.PASSED]
# A spreadsheet takes text that starts like this (or with the full-width twin) for a formula, and where a comma divides
# decimals it takes a semicolon for the end of a cell, quoted or not.
_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r\n])")  # noqa: RUF001


class _Row(NamedTuple):
    fixed: list[str]
    points: dict[str, str]
    counts: list[int]
    notes: str


def write(reports: Iterable[Report | Summary], path: Path) -> int:
    """Writes the class's grades as CSV in UTF-8; the file is whole or as before.

    Columns: id, status, score (what the tests gave), penalty, final (the score less the penalty), max_score, bonus,
    max_bonus, submitted_at, days_late, isolation, the points of each test cell (empty where it was not graded), how
    many tests ended in each outcome but PASSED, notes.

    Args:
        reports: read one at a time, none is kept.
    Returns:
        How many rows were written.
    """
    rows = [_row(Summary.of_any(report)) for report in reports]
    cells = _cell_columns(rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    not_passed = [outcome.value.lower() for outcome in _NOT_PASSED]
    writer.writerow([*_FIXED, *map(cell_text, cells), *not_passed, "notes"])
    for row in rows:
        writer.writerow([*row.fixed, *(row.points.get(cell, "") for cell in cells), *row.counts, row.notes])
    write_atomically(path, text.getvalue())
    return len(rows)


def _cell_columns(rows: list[_Row]) -> list[str]:
    """Every test cell of the notebooks, so that all classes have the same columns, then any other."""
    found = {cell: None for row in rows for cell in row.points}
    return list(dict.fromkeys([*NOTEBOOK_OF, *found]))


def _row(report: Summary) -> _Row:
    fixed = [
        cell_text(report.submission_id),
        report.status.value,
        *map(number, (report.score, report.penalty, report.final)),
        *map(number, (report.max_score, report.bonus, report.max_bonus)),
        cell_text(report.submitted_at),
        str(report.days_late),
        cell_text(report.isolation),
    ]
    points = {grade_id: number(value) for grade_id, value in report.points.items()}
    counts = [report.outcomes.get(outcome, 0) for outcome in _NOT_PASSED]
    return _Row(fixed, points, counts, cell_text(" ".join(report.notes)))


def cell_text(value: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return _FORMULA.sub("'", value)
