"""What nbgrader is to store of each record: points by notebook and cell, penalties, and what a person must look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bpgrade.exports.common import counted
from bpgrade.exports.roster import UNGRADED
from bpgrade.output import printable
from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOK_OF, CellScore, Outcome, Report, shares, total
from bpgrade.reports import feedback

# How intake and grading end the sentence about a notebook that was not handed in, which is no reason to look at it.
_ABSENT = ("is missing from your submission.", "was not handed in.")
_NOTHING_WRONG = (Outcome.PASSED, Outcome.BROKEN, Outcome.MANUAL)
_LONGEST = 1_000

Place = tuple[str, str]  # notebook as nbgrader calls it, grade cell


@dataclass(frozen=True, slots=True)
class CellResult:
    """One grade cell. points: None until a person grades it; reason: why that is, or why to look at it, or empty."""

    points: float | None
    max_points: float
    reason: str = ""


@dataclass(frozen=True)
class Result:
    """One submission as nbgrader's tables hold it.

    submitted_at: with its zone, None where nothing says it; penalties: notebook -> points taken off for lateness;
    comments: grade cell -> what its author should know; whole: the sentence on a submission of which nothing could be
    graded.
    """

    submission_id: str
    submitted_at: datetime | None
    cells: dict[Place, CellResult]
    penalties: dict[str, float]
    comments: dict[str, str]
    whole: str

    @classmethod
    def of(cls, report: Report) -> "Result":
        """The result that a record comes to."""
        whole = report.status in UNGRADED
        about = _sentences([feedback.status_sentence(report), *report.notes]) if whole else ""
        results = {cell.grade_id: _cell(cell, report, about) for cell in report.cells}
        return cls(
            submission_id=report.submission_id,
            submitted_at=_moment(report.submitted_at),
            cells={(notebook_name(grade_id), grade_id): result for grade_id, result in results.items()},
            penalties=_penalties(report),
            comments={cell.grade_id: _comment(cell, results[cell.grade_id]) for cell in report.cells},
            whole=about,
        )

    @property
    def worth(self) -> dict[Place, float]:
        """What each grade cell is worth."""
        return {place: cell.max_points for place, cell in self.cells.items()}

    @property
    def looked_at(self) -> int:
        """How many cells wait for a person."""
        return sum(bool(cell.reason) for cell in self.cells.values())


def notebook_name(grade_id: str) -> str:
    """nbgrader's name of a grade cell's notebook; empty for a cell of no notebook that we know."""
    return NOTEBOOK_OF.get(grade_id, "").removesuffix(".ipynb")


def _cell(cell: CellScore, report: Report, about: str) -> CellResult:
    reason = about or _unread(cell, report)
    if reason or cell.waits:
        return CellResult(None, cell.max_points, reason)
    broken = sum(test.outcome is Outcome.BROKEN for test in cell.tests)
    if broken:  # their points were kept, which somebody should know of
        tests = f"{broken} of {counted(len(cell.tests), 'test')}"
        reason = f"{printable(cell.grade_id)}: {tests} failed through no fault of yours, and kept their points."
    return CellResult(cell.points, cell.max_points, reason)


def _unread(cell: CellScore, report: Report) -> str:
    """The note on a notebook that was there but could not be read, when it is why none of the cell's tests ran."""
    what = _why_none_ran(cell)
    return printable(what) if what in report.notes and not what.endswith(_ABSENT) else ""


def _why_none_ran(cell: CellScore) -> str:
    """The sentence about the notebook, where that is why all tests of a cell are missing."""
    whats = {test.what for test in cell.tests}
    return whats.pop() if len(whats) == 1 and all(test.outcome is Outcome.MISSING for test in cell.tests) else ""


def _comment(cell: CellScore, result: CellResult) -> str:
    """What the author of a cell should know: why it is looked at, or the first thing that is not right in it."""
    if result.reason:
        return result.reason
    if (whole := _why_none_ran(cell)).endswith(_ABSENT):
        return printable(whole)
    wrong = [test for test in cell.tests if test.outcome not in _NOTHING_WRONG]
    if not wrong:
        return ""
    more = f" ({counted(len(wrong) - 1, 'more test')} did not pass.)" if len(wrong) > 1 else ""
    return printable(f"{cell.grade_id}: {feedback.in_a_sentence(wrong[0])}{more}", _LONGEST)


def _sentences(some: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(printable(sentence) for sentence in some if sentence))


def _penalties(report: Report) -> dict[str, float]:
    """The one penalty over the notebooks, in proportion to their points: none loses more than it has."""
    points: dict[str, list[float]] = {}
    for cell in report.cells:
        if NOTEBOOK_OF.get(cell.grade_id) != BONUS_NOTEBOOK:
            points.setdefault(notebook_name(cell.grade_id), []).append(cell.points)
    weights = {notebook: total(some) for notebook, some in points.items() if total(some) > 0}
    penalty = min(report.penalty, total(weights.values()))
    if penalty <= 0:
        return {}
    return dict(zip(weights, shares(penalty, list(weights.values())), strict=True))


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
