"""What nbgrader is to store of each record: points by notebook and cell, penalties, and what a person must look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bpgrade.exports.common import counted
from bpgrade.exports.roster import UNGRADED
from bpgrade.output import printable
from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOK_OF, CellScore, Outcome, Report, shares, total
from bpgrade.reports import feedback

# How every comment of ours begins, so that a rerun replaces those and no others.
COMMENT = "bpgrade: "
# How intake and grading end the sentence about a notebook that was not handed in, which is no reason to look at it.
_ABSENT = ("is missing from your submission.", "was not handed in.")

Place = tuple[str, str]  # notebook as nbgrader calls it, grade cell


@dataclass(frozen=True, slots=True)
class CellResult:
    """One grade cell. points: None where it was not graded; reason: why a person must look at it, or empty."""

    points: float | None
    max_points: float
    reason: str = ""


@dataclass(frozen=True)
class Result:
    """One submission as nbgrader's tables hold it.

    submitted_at: with its zone, None where nothing says it; penalties: notebook -> points taken off for lateness;
    comments: notebook -> sentences about it; whole: the sentence on a submission of which nothing could be graded.
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
        cells = {(notebook_name(cell.grade_id), cell.grade_id): _cell(cell, report, about) for cell in report.cells}
        return cls(
            submission_id=report.submission_id,
            submitted_at=_moment(report.submitted_at),
            cells=cells,
            penalties=_penalties(report),
            comments=_comments(report, cells),
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
    if reason:
        return CellResult(None, cell.max_points, reason)
    broken = sum(test.outcome is Outcome.BROKEN for test in cell.tests)
    if broken:  # their points were kept, which somebody should know of
        tests = f"{broken} of {counted(len(cell.tests), 'test')}"
        reason = f"{printable(cell.grade_id)}: {tests} failed through no fault of yours, and kept their points."
    return CellResult(cell.points, cell.max_points, reason)


def _unread(cell: CellScore, report: Report) -> str:
    """The note on a notebook that was there but could not be read, when it is why none of the cell's tests ran."""
    whats = {test.what for test in cell.tests if test.outcome is Outcome.MISSING}
    ran = any(test.outcome is not Outcome.MISSING for test in cell.tests)
    if ran or len(whats) != 1 or not whats <= set(report.notes):
        return ""
    (what,) = whats
    return "" if what.endswith(_ABSENT) else printable(what)


def _comments(report: Report, cells: dict[Place, CellResult]) -> dict[str, str]:
    by_notebook: dict[str, list[str]] = {}
    for (notebook, grade_id), cell in cells.items():
        absent = [test.what for test in _tests(report, grade_id) if test.what.endswith(_ABSENT)]
        sentences = [cell.reason, *absent] if cell.reason or absent else []
        by_notebook.setdefault(notebook, []).extend(sentences)
    return {notebook: COMMENT + text for notebook, some in by_notebook.items() if (text := _sentences(some))}


def _tests(report, grade_id):
    return (test for test in report.tests if test.grade_id == grade_id and test.outcome is Outcome.MISSING)


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
