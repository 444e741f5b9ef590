"""The result record: report.json, one per submission. Every report and export is made from it alone."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any, Self

from bpgrade.from_json import AGAIN, RecordError, build
from bpgrade.output import printable
from bpkit.files import write_atomically

SCHEMA = 2

# Which notebook each grade cell belongs to. The points are in the notebooks and nowhere else.
NOTEBOOKS = {
    "00_chain_rule.ipynb": ("chain-rule-numerical", "chain-rule-tanh"),
    "01_linear.ipynb": ("linear-forward", "linear-backward"),
    "02_relu.ipynb": ("relu", "tanh", "sigmoid"),
    "03_softmax_cross_entropy.ipynb": (
        "softmax", "cross-entropy-forward", "cross-entropy-backward", "squared-error",
    ),
    "04_sgd.ipynb": ("written-small-steps", "sgd-plain", "sgd-momentum", "sgd-weight-decay", "sgd-nesterov"),
    "05_mlp_cifar10.ipynb": ("mlp-forward", "mlp-backward", "minibatches", "training", "written-overfitting"),
    "06_going_further.ipynb": ("further-sharing", "further-input", "further-hvp"),
}  # fmt: skip
BONUS_NOTEBOOK = "06_going_further.ipynb"
NOTEBOOK_OF = {grade_id: notebook for notebook, ids in NOTEBOOKS.items() for grade_id in ids}
# The grade cells with an answer in words, which no test judges, and what each is about.
WRITTEN = {"written-small-steps": "why small steps", "written-overfitting": "what overfitting looked like"}

_UNITS = 10_000  # points are kept in steps of 1e-4


class Outcome(StrEnum):
    """What became of one hidden test, or of one answer in words."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    ERRORED = "ERRORED"  # an exception of the student's code
    TIMED_OUT = "TIMED_OUT"
    CRASHED = "CRASHED"
    MISSING = "MISSING"  # the name is not defined; nothing was written
    SKIPPED = "SKIPPED"  # a test that it needs did not pass
    BROKEN = "BROKEN"  # the grader's fault: keeps its points
    MANUAL = "MANUAL"  # an answer in words: waits for a person; no points until then


class Status(StrEnum):
    """What became of one submission."""

    GRADED = "graded"
    PARTIAL = "partial"  # a notebook is missing or unreadable
    UNREADABLE = "unreadable"  # files were there, none could be read
    EMPTY = "empty"  # nothing was there


@dataclass(frozen=True)
class TestResult:
    """One hidden test of one submission, or one answer in words.

    what, where, how_far, hint are for the student. staff holds text that the student's code produced while it
    had hidden inputs in its hands, and is never shown to students. seconds: wall-clock.
    """

    __test__ = False  # not a pytest class

    test_id: str
    grade_id: str
    title: str
    outcome: Outcome
    points: float
    max_points: float
    what: str = ""
    where: str = ""
    how_far: str = ""
    hint: str = ""
    seconds: float = 0.0
    staff: str = ""

    @property
    def written(self) -> bool:
        """Whether it is an answer in words, which counts neither as passed nor as not passed."""
        return self.grade_id in WRITTEN

    @property
    def unwritten(self) -> bool:
        """Whether it is an answer in words that is not there."""
        return self.written and self.outcome is Outcome.MISSING


@dataclass(frozen=True)
class CellScore:
    """The tests of one grade cell, and their points."""

    grade_id: str
    tests: tuple[TestResult, ...]

    @property
    def points(self) -> float:
        return total(test.points for test in self.tests)

    @property
    def max_points(self) -> float:
        return total(test.max_points for test in self.tests)

    @property
    def waits(self) -> bool:
        """Whether a person is still to grade it."""
        return any(test.outcome is Outcome.MANUAL for test in self.tests)

    @property
    def waiting(self) -> float:
        """The part of max_points that a person is still to give."""
        return total(test.max_points for test in self.tests if test.outcome is Outcome.MANUAL)


@dataclass(frozen=True, kw_only=True)
class Report:
    """The result record of one submission. It holds no time of day: reruns differ in `seconds` alone.

    notes: sentences for the student about the submission as a whole. isolation: the level and its layers, as
    text. score and max_score leave the bonus out, and are what the tests gave, on time or not. submitted_at: ISO 8601,
    empty where nothing says it; days_late: days begun after the due time; penalty: points taken off for them.
    seconds: wall-clock, for the whole submission.
    """

    schema: int = SCHEMA
    submission_id: str
    content_hash: str
    kit_version: str
    isolation: str
    status: Status
    score: float
    max_score: float
    bonus: float
    max_bonus: float
    notes: tuple[str, ...]
    tests: tuple[TestResult, ...]
    secret_fingerprint: str
    submitted_at: str = ""
    days_late: int = 0
    penalty: float = 0.0
    seconds: float

    @property
    def final(self) -> float:
        """The score after the penalty for late work."""
        return total([self.score, -self.penalty])

    @classmethod
    def from_tests(cls, tests: Iterable[TestResult], **rest: Any) -> Self:
        """A report whose four sums are those of `tests`; `rest`: the other fields."""
        tests = tuple(tests)
        bonus = [test for test in tests if NOTEBOOK_OF.get(test.grade_id) == BONUS_NOTEBOOK]
        plain = [test for test in tests if NOTEBOOK_OF.get(test.grade_id) != BONUS_NOTEBOOK]
        return cls(
            tests=tests,
            score=total(test.points for test in plain),
            max_score=total(test.max_points for test in plain),
            bonus=total(test.points for test in bonus),
            max_bonus=total(test.max_points for test in bonus),
            **rest,
        )

    @property
    def judged(self) -> tuple[TestResult, ...]:
        """The results of hidden tests, without answers in words."""
        return tuple(test for test in self.tests if not test.written)

    @property
    def waiting(self) -> float:
        """The part of max_score that a person is still to give."""
        return total(cell.waiting for cell in self.cells if NOTEBOOK_OF.get(cell.grade_id) != BONUS_NOTEBOOK)

    @property
    def cells(self) -> tuple[CellScore, ...]:
        """The grade cells in the notebooks' order, then any the notebooks do not list."""
        by_id: dict[str, list[TestResult]] = {}
        for test in self.tests:
            by_id.setdefault(test.grade_id, []).append(test)
        known = [grade_id for grade_id in NOTEBOOK_OF if grade_id in by_id]
        other = [grade_id for grade_id in by_id if grade_id not in NOTEBOOK_OF]
        return tuple(CellScore(grade_id, tuple(by_id[grade_id])) for grade_id in known + other)

    def to_json(self) -> str:
        text = json.dumps(asdict(self), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
        return text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair has no UTF-8

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The report that `to_json` wrote.

        Raises:
            RecordError: not JSON, another schema, or a field that is missing, unknown or of the wrong type.
        """
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            raise RecordError(f"The result record is not valid JSON: {AGAIN}.") from None
        schema = content.get("schema") if isinstance(content, dict) else None
        if schema != SCHEMA:
            found = printable(repr(schema), 40)
            raise RecordError(f"The result record has schema {found}, not {SCHEMA}: {AGAIN}.")
        return build(cls, content)

    def save(self, path: Path) -> None:
        write_atomically(path, self.to_json())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads report.json. Raises RecordError, naming the file, or OSError."""
        try:
            return cls.from_json(Path(path).read_bytes().decode("utf-8"))
        except UnicodeDecodeError:
            raise RecordError(f"{path}: The result record is not UTF-8 text: {AGAIN}.") from None
        except RecordError as error:
            raise RecordError(f"{path}: {error}") from None


def shares(points: float, weights: Sequence[float]) -> list[float]:
    """Splits `points` by weight into multiples of 1e-4 whose sum is exactly `points` (largest remainder).

    Raises:
        ValueError: there are no weights, or one of them is not positive.
    """
    exact = [Fraction(weight) for weight in weights]
    if not exact or min(exact) <= 0:
        raise ValueError(f"weights must be positive numbers, got {list(weights)}")
    units = round(Fraction(points) * _UNITS)
    quotas = [units * weight / sum(exact) for weight in exact]
    whole = [math.floor(quota) for quota in quotas]
    by_remainder = sorted(range(len(exact)), key=lambda i: whole[i] - quotas[i])
    for i in by_remainder[: units - sum(whole)]:
        whole[i] += 1
    return [unit / _UNITS for unit in whole]


def total(points: Iterable[float]) -> float:
    """The sum of points, to 4 decimals."""
    return round(math.fsum(points), 4)
