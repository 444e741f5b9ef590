"""grades.csv: one row for each submission."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from bpgrade.output import number
from bpgrade.record import NOTEBOOK_OF, Outcome, Report
from bpgrade.summary import Kept, Summary
from bpkit.files import write_atomically

_FIXED = [
    "id", "status", "score", "penalty", "final", "max_score", "bonus", "max_bonus", "submitted_at", "days_late",
    "isolation",
]  # fmt: skip
_NOT_PASSED = [outcome for outcome in Outcome if outcome != Outcome.PASSED]
# A spreadsheet takes text that starts like this (or with the full-width twin) for a formula, and where a comma divides
# decimals it takes a semicolon for the end of a cell, quoted or not.
_FORMULA = re.compile(r"(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@＝＋－＠])|^(?=[\t\r\n])")  # noqa: RUF001


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
    kept = Kept(map(Summary.of_any, reports))
    cells = _cell_columns(kept)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    not_passed = [outcome.value.lower() for outcome in _NOT_PASSED]
    writer.writerow([*_FIXED, *map(cell_text, cells), *not_passed, "notes"])
    writer.writerows(_row(summary, cells) for summary in kept)
    write_atomically(path, text.getvalue())
    return len(kept)


def _cell_columns(summaries: Iterable[Summary]) -> list[str]:
    """Every test cell of the notebooks, so that all classes have the same columns, then any other."""
    found = {cell: None for summary in summaries for cell in summary.points}
    return list(dict.fromkeys([*NOTEBOOK_OF, *found]))


def _row(summary: Summary, cells: list[str]) -> list[str | int]:
    return [
        cell_text(summary.submission_id),
        summary.status.value,
        *map(number, (summary.score, summary.penalty, summary.final)),
        *map(number, (summary.max_score, summary.bonus, summary.max_bonus)),
        cell_text(summary.submitted_at),
        str(summary.days_late),
        cell_text(summary.isolation),
        *(number(summary.points[cell]) if cell in summary.points else "" for cell in cells),
        *(summary.outcomes.get(outcome, 0) for outcome in _NOT_PASSED),
        cell_text(" ".join(summary.notes)),
    ]


def cell_text(value: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return _FORMULA.sub("'", value)
