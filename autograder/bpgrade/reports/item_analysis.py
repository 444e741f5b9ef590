"""How hidden tests did: how many pass each, and whether those are the stronger students."""

import math
from collections import Counter
from dataclasses import dataclass, field

from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOK_OF, Outcome, Report, TestResult


@dataclass
class Correlation:
    """Pearson's r of pairs that come one at a time, by Welford's updates of means and central sums."""

    count: int = 0
    _mean_x: float = 0.0
    _mean_y: float = 0.0
    _xx: float = 0.0
    _yy: float = 0.0
    _xy: float = 0.0

    def add(self, x: float, y: float) -> None:
        self.count += 1
        dx, dy = x - self._mean_x, y - self._mean_y
        self._mean_x += dx / self.count
        self._mean_y += dy / self.count
        self._xx += dx * (x - self._mean_x)
        self._yy += dy * (y - self._mean_y)
        self._xy += dx * (y - self._mean_y)

    @property
    def value(self) -> float | None:
        """r, or None where it is undefined: x or y does not vary."""
        if self._xx <= 0 or self._yy <= 0:
            return None
        return max(-1.0, min(1.0, self._xy / math.sqrt(self._xx * self._yy)))


@dataclass
class Item:
    """One hidden test over a class.

    Attributes:
        outcomes: how often each came up. BROKEN is the grader's fault and says nothing about a student: it counts
            neither as passed nor as not passed; nor does a bonus test of a student who left the bonus out. Every other
            outcome but PASSED is not passed.
    """

    test_id: str
    grade_id: str
    title: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    _with_rest: Correlation = field(default_factory=Correlation)

    def add(self, test: TestResult, rest: float) -> None:
        """Count one student's result; rest: that student's points from all other tests."""
        self.outcomes[test.outcome] += 1
        if test.outcome is not Outcome.BROKEN and not left_out(test):
            self._with_rest.add(float(test.outcome is Outcome.PASSED), rest)

    @property
    def taken(self) -> int:
        return self._with_rest.count

    @property
    def passed(self) -> int:
        return self.outcomes[Outcome.PASSED]

    @property
    def broken(self) -> int:
        return self.outcomes[Outcome.BROKEN]

    @property
    def discrimination(self) -> float | None:
        """The corrected item-total correlation: of passing (1 or 0) with the rest score, from -1 to 1.

        It is the point-biserial correlation, Pearson's r with one variable of two values, against the total without
        the item itself, since an item always agrees with itself (S. Henrysson, Correction of item-total correlations
        in item analysis, Psychometrika 28, 1963, 211-218). None where r is undefined: everyone passed, nobody did, or
        all rest scores are equal; and for fewer than three students, where it could only be -1 or 1.
        """
        return self._with_rest.value if self.taken >= 3 else None


def chance_limit(count: int) -> float | None:
    """How far from 0 the discrimination of a test that has nothing to do with the rest strays in 19 of 20 classes.

    Under random pairing r has the mean 0 and the variance 1 / (count - 1), whatever the distributions; the limit is
    1.96 standard deviations. None for fewer than three students, or where it says no more than 1 does.
    """
    limit = 1.96 / math.sqrt(count - 1) if count >= 3 else 1.0
    return limit if limit < 1 else None


def is_bonus(grade_id: str) -> bool:
    """Whether a grade cell earns points beyond the score."""
    return NOTEBOOK_OF.get(grade_id) == BONUS_NOTEBOOK


def left_out(test: TestResult) -> bool:
    """Whether it is a bonus test that a student did not try, which is no mistake."""
    return test.outcome is Outcome.MISSING and is_bonus(test.grade_id)


class ItemAnalysis:
    """The items of a class; reports are added one at a time and not kept."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}

    def add(self, report: Report) -> None:
        """Count a report, without its answers in words.

        The rest score leaves the bonus out, as the score does, and late work's penalty too.
        """
        for test in report.judged:
            item = self._items.get(test.test_id)
            if item is None:
                item = self._items[test.test_id] = Item(test.test_id, test.grade_id, test.title)
            own = 0.0 if is_bonus(test.grade_id) else test.points
            item.add(test, round(report.score - own, 4))  # rounded, so that equal rest scores are equal

    def by_exercise(self) -> dict[str, list[Item]]:
        """Grade cell -> its items, cells in the notebooks' order, then any that the notebooks do not list."""
        cells: dict[str, list[Item]] = {grade_id: [] for grade_id in NOTEBOOK_OF}
        for item in self._items.values():
            cells.setdefault(item.grade_id, []).append(item)
        return {grade_id: items for grade_id, items in cells.items() if items}

    def worth_a_look(self, most: int = 10) -> list[tuple[Item, str]]:
        """Items that staff should look at, each with the reason in words, the most urgent first."""
        reasons = [(_urgency(item), item) for items in self.by_exercise().values() for item in items]
        urgent = sorted((each for each in reasons if each[0]), key=lambda each: each[0][:2])
        return [(item, urgency[2]) for urgency, item in urgent[:most]]


def _urgency(item: Item) -> tuple[int, float, str] | None:
    """(kind, order within the kind, the reason in words); None where there is none."""
    limit, discrimination = chance_limit(item.taken), item.discrimination
    if item.broken:
        return 0, -item.broken, f"broke for {item.broken} through no fault of theirs"
    if limit is not None and discrimination is not None and discrimination < -limit:
        return 1, discrimination, "weaker students pass it more often than stronger ones"
    if item.taken and not item.passed:
        return 2, 0.0, "nobody passes it"
    if item.taken and item.passed < item.taken / 2:
        return 3, item.passed / item.taken, "fewer than half pass it"
    return None
