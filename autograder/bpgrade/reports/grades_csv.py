"""grades.csv: one row for each submission."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from bpgrade.output import number
from bpgrade.record import NOTEBOOK_OF, Outcome, Report
from bpkit.files import write_atomically

_NOT_PASSED = [outcome for outcome in Outcome if outcome != Outcome.PASSED]
# A spreadsheet takes text that starts like this (or with the full-width twin) for a formula, and where a comma divides
# decimals it takes a semicolon for the end of a cell, quoted or not.
_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r\n])")  # noqa: RUF001


def write(reports: Iterable[Report], path: Path) -> None:
    """Writes the class's grades as CSV in UTF-8; the file is whole or as before.

    Columns: id, status, score, max_score, bonus, max_bonus, isolation, the points of each test cell (empty
    where it was not graded), how many tests ended in each outcome but PASSED, notes.
    """
    reports = list(reports)
    cells = _cell_columns(reports)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    fixed = ["id", "status", "score", "max_score", "bonus", "max_bonus", "isolation"]
    not_passed = [outcome.value.lower() for outcome in _NOT_PASSED]
    rows.writerow([*fixed, *map(_text, cells), *not_passed, "notes"])
    rows.writerows(_row(report, cells) for report in reports)
    write_atomically(path, text.getvalue())


def _cell_columns(reports: list[Report]) -> list[str]:
    """Every test cell of the notebooks, so that all classes have the same columns, then any other."""
    found = {cell.grade_id: None for report in reports for cell in report.cells}
    return list(dict.fromkeys([*NOTEBOOK_OF, *found]))


def _row(report: Report, cells: list[str]) -> list[str | int]:
    points = {cell.grade_id: number(cell.points) for cell in report.cells}
    outcomes = [test.outcome for test in report.tests]
    return [
        _text(report.submission_id),
        report.status.value,
        *map(number, (report.score, report.max_score, report.bonus, report.max_bonus)),
        _text(report.isolation),
        *(points.get(cell, "") for cell in cells),
        *(outcomes.count(outcome) for outcome in _NOT_PASSED),
        _text(" ".join(report.notes)),
    ]


def _text(value: str) -> str:
    return _FORMULA.sub("'", value)
