"""A class in figures. Reports are added one at a time and not kept: thousands of them are larger than memory."""

import heapq
import statistics
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from bpgrade.record import NOTEBOOK_OF, WRITTEN, Outcome, Report, Status
from bpgrade.reports.diagnoses import Diagnoses
from bpgrade.reports.item_analysis import ItemAnalysis, left_out

BINS = 10
SLOWEST = 10
MOST_NOTED = 100  # submissions of each status whose notes are kept: beyond that, nobody reads them one by one
_WORST = (Status.UNREADABLE, Status.EMPTY, Status.PARTIAL, Status.GRADED)  # first: what staff should look at
COUNTED = (Status.GRADED, Status.PARTIAL)  # the others are zeros that say nothing about anyone's knowledge


class Student(NamedTuple):
    """A row of the table of all students."""

    submission_id: str
    folder: str
    score: float
    max_score: float
    final: float
    bonus: float
    days_late: int
    status: Status
    broken: int


class Noted(NamedTuple):
    """A submission that is not simply graded, and why."""

    submission_id: str
    folder: str
    status: Status
    broken: int
    notes: tuple[str, ...]


class Slow(NamedTuple):
    """How long a submission took, and how many of its tests did not end in time. Ordered by time."""

    seconds: float
    submission_id: str
    folder: str
    timed_out: int


class Spread(NamedTuple):
    """Mean, least, quartiles and greatest of some numbers."""

    mean: float
    least: float
    lower: float
    median: float
    upper: float
    greatest: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread | None":
        """None where there are no values. Quartiles are interpolated between the values, as numpy's are."""
        if not values:
            return None
        pair = values if len(values) > 1 else values * 2  # one value is its own quartile
        quartiles = statistics.quantiles(pair, n=4, method="inclusive")
        return cls(statistics.fmean(values), min(values), *quartiles, max(values))


@dataclass
class Exercise:
    """One grade cell over a class: the shares of its points that students got.

    Attributes:
        none, part, full: how many students got no, some or all points; bins: shares in ten equal classes.
    """

    max_points: float = 0.0
    none: int = 0
    part: int = 0
    full: int = 0
    bins: list[int] = field(default_factory=lambda: [0] * BINS)
    _sum: float = 0.0

    def add(self, points: float, max_points: float) -> None:
        share = points / max_points
        self.max_points = max(self.max_points, max_points)
        self.none += share <= 0
        self.full += share >= 1
        self.part += 0 < share < 1
        self.bins[bin_of(share)] += 1
        self._sum += share

    @property
    def count(self) -> int:
        return self.none + self.part + self.full

    @property
    def mean(self) -> float:
        return self._sum / self.count


def bin_of(share: float) -> int:
    """The class, of ten, that a share from 0 to 1 falls in; each holds its lower end, the last both."""
    return max(0, min(BINS - 1, int(share * BINS + 1e-9)))


class ClassFigures:
    """Everything the class report says, gathered while reports are read."""

    def __init__(self) -> None:
        self.students: list[Student] = []
        self._noted: dict[Status, list[Noted]] = {status: [] for status in _WORST}
        self._noted_count = 0
        self.statuses: Counter[Status] = Counter()
        self.isolation: Counter[str] = Counter()
        self.kits: Counter[str] = Counter()
        self.secrets: set[str] = set()
        self._exercises: dict[str, Exercise] = {}
        self.items, self.diagnoses = ItemAnalysis(), Diagnoses()
        self.answers: Counter[Outcome] = Counter()  # in words
        self.points_wait = False  # whether some of max_score is still to be given by a person
        self.broken_tests = 0
        self.late, self.penalties = 0, 0
        self._slowest: list[Slow] = []

    def add(self, report: Report, folder: str) -> None:
        """Count one report; folder: the name of the one it lies in."""
        broken = sum(test.outcome is Outcome.BROKEN for test in report.tests)
        self._add_submission(report, folder, broken)
        if report.status in COUNTED:
            self.items.add(report)
            self.diagnoses.add(report)
            self._add_exercises(report)
            self.answers.update(test.outcome for test in report.tests if test.written)
            self.points_wait |= report.waiting > 0

    def _add_submission(self, report: Report, folder: str, broken: int) -> None:
        self.statuses[report.status] += 1
        self.isolation[report.isolation] += 1
        self.kits[report.kit_version] += 1
        self.secrets.add(report.secret_fingerprint)
        self.broken_tests += broken
        self.late += report.days_late > 0
        self.penalties += report.penalty > 0
        self.students.append(
            Student(
                report.submission_id, folder, report.score, report.max_score, report.final, report.bonus,
                report.days_late, report.status, broken,
            )
        )  # fmt: skip
        if report.status is not Status.GRADED or broken:
            self._noted_count += 1
            if len(self._noted[report.status]) < MOST_NOTED:
                self._noted[report.status].append(
                    Noted(report.submission_id, folder, report.status, broken, report.notes)
                )
        timed_out = sum(test.outcome is Outcome.TIMED_OUT for test in report.tests)
        heapq.heappush(self._slowest, Slow(report.seconds, report.submission_id, folder, timed_out))
        if len(self._slowest) > SLOWEST:
            heapq.heappop(self._slowest)

    def _add_exercises(self, report: Report) -> None:
        for cell in report.cells:
            if cell.max_points > 0 and cell.grade_id not in WRITTEN and not all(map(left_out, cell.tests)):
                self._exercises.setdefault(cell.grade_id, Exercise()).add(cell.points, cell.max_points)

    @property
    def exercises(self) -> dict[str, Exercise]:
        """By grade cell, in the notebooks' order, then any that the notebooks do not list."""
        return {each: self._exercises[each] for each in [*NOTEBOOK_OF, *self._exercises] if each in self._exercises}

    @property
    def noted(self) -> list[Noted]:
        """What is not simply graded, the worst first; `noted_more`: how many there are beyond these."""
        return [each for status in _WORST for each in self._noted[status]]

    @property
    def noted_more(self) -> int:
        return self._noted_count - len(self.noted)

    @property
    def slowest(self) -> list[Slow]:
        return sorted(self._slowest, reverse=True)

    @property
    def counted(self) -> list[Student]:
        """Students whose scores mean something: graded in whole or in part, out of more than 0 points."""
        return [each for each in self.students if each.status in COUNTED and each.max_score > 0]

    @property
    def out_of(self) -> float | None:
        """What all scores are out of; None where reports disagree or there are none."""
        found = {each.max_score for each in self.counted}
        return found.pop() if len(found) == 1 else None

    def score_bins(self) -> list[int]:
        """How many scores fall in each tenth of the points."""
        bins = [0] * BINS
        for each in self.counted:
            bins[bin_of(each.score / each.max_score)] += 1
        return bins

    def scores(self) -> Spread | None:
        """In points; in per cent where not all reports are out of the same points."""
        return self._spread("score")

    def finals(self) -> Spread | None:
        """The same after penalties for late work."""
        return self._spread("final")

    def _spread(self, name: str) -> Spread | None:
        counted, in_points = self.counted, self.out_of is not None
        return Spread.of([getattr(each, name) / (1 if in_points else each.max_score / 100) for each in counted])
