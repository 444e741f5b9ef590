"""What the person at the terminal sees: a table of the class, and how far the grading is."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bpgrade.output import number, printable
from bpgrade.record import NOTEBOOK_OF, NOTEBOOKS, Outcome, Report, Status, total
from bpgrade.summary import Kept, Summary

# Worst first: what staff should look at.
_WORST = (
    Outcome.BROKEN, Outcome.CRASHED, Outcome.TIMED_OUT, Outcome.ERRORED, Outcome.MISSING, Outcome.FAILED,
    Outcome.SKIPPED, Outcome.PASSED, Outcome.MANUAL,
)  # fmt: skip
_TROUBLE = {Outcome.BROKEN, Outcome.CRASHED}
_TABLE_ROWS = 60
_LOG_LINES = 100
_DECIMALS = 2  # the record and the CSV keep 4


def print_table(reports: Iterable[Report | Summary]) -> None:
    """A row for each submission on stdout: id, status, score, points by notebook, worst outcome.

    Of a large class only those are shown that someone should look at.
    """
    kept = Kept(map(Summary.of_any, reports))
    rows = kept
    if len(kept) > _TABLE_ROWS:
        odd = sum(map(_is_odd, kept))
        print(f"{odd} of {len(kept)} submissions need a look" + (", the first of them:" if odd else "."))
        rows = islice(filter(_is_odd, kept), _TABLE_ROWS)
    if rows := list(rows):
        _print_rows(rows)


def _is_odd(summary: Summary) -> bool:
    return summary.status is not Status.GRADED or bool(_TROUBLE & summary.outcomes.keys())


def _print_rows(rows: list[Summary]) -> None:
    # A pipe or a log has no width of its own, and 80 columns would fold the table.
    console = Console(width=None if sys.stdout.isatty() else 120)
    table = Table()
    table.add_column("submission", overflow="fold")
    table.add_column("status")
    table.add_column("score", justify="right")
    for notebook in NOTEBOOKS:
        table.add_column(notebook[:2], justify="right")
    table.add_column("worst outcome")
    for row in rows:
        table.add_row(*(_text(cell, console.encoding) for cell in _row(row)))
    console.print(table)


def _text(cell: str, encoding: str) -> Text:
    """What a terminal can show of a text: one that knows ASCII only gets question marks, and the whole table."""
    return Text(cell.encode(encoding, "replace").decode(encoding))


def _row(report: Summary) -> list[str]:
    points = {notebook: [] for notebook in NOTEBOOKS}
    for grade_id, value in report.points.items():
        if grade_id in NOTEBOOK_OF:
            points[NOTEBOOK_OF[grade_id]].append(value)
    worst = next((outcome.value for outcome in _WORST if outcome in report.outcomes), "")
    return [
        printable(report.submission_id),
        report.status.value,
        f"{number(report.final, _DECIMALS)}/{number(report.max_score, _DECIMALS)}" + " late" * (report.days_late > 0),
        *(number(total(scores), _DECIMALS) if scores else "" for scores in points.values()),
        worst,
    ]


class _Log:
    """Progress as plain lines: one for each submission of a small class, about a hundred for a large one."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._every = max(1, count // _LOG_LINES)
        self._done = 0
        self._start = time.monotonic()

    def advance(self, report: Report | Summary) -> None:
        self._done += 1
        if self._done % self._every and self._done < self._count:
            return
        left = (time.monotonic() - self._start) / self._done * (self._count - self._done)
        summary = f"{printable(report.submission_id)}: {report.status.value}, {number(report.score, _DECIMALS)} points"
        line = f"{self._done}/{self._count} {summary}, about {left:.0f} s left"
        print(line, file=sys.stderr, flush=True)


class _Bar:
    """Progress as a bar with the time left."""

    def __init__(self, progress: Progress, count: int) -> None:
        self._progress = progress
        self._task = progress.add_task("grading", total=count, last="")

    def advance(self, report: Report | Summary) -> None:
        self._progress.update(self._task, advance=1, last=printable(report.submission_id, 30))


@contextmanager
def progress(count: int) -> Iterator[_Log | _Bar]:
    """Shows on stderr how many of `count` submissions are graded; call `advance(report)` after each."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Log(count)
        return
    last = TextColumn("{task.fields[last]}", markup=False)
    with Progress(
        TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), last, console=console
    ) as bar:
        yield _Bar(bar, count)
