"""The result record: report.json, one per submission. Every report and export is made from it alone."""

import json
import math
import types
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Self, get_args, get_type_hints

from bpgrade.output import printable
from bpkit.files import write_atomically

SCHEMA = 2

# Which notebook each test cell belongs to. The points are in the notebooks and nowhere else.
NOTEBOOKS = {
    "00_chain_rule.ipynb": ("chain-rule-numerical", "chain-rule-tanh"),
    "01_linear.ipynb": ("linear-forward", "linear-backward"),
    "02_relu.ipynb": ("relu", "tanh", "sigmoid"),
    "03_softmax_cross_entropy.ipynb": (
        "softmax", "cross-entropy-forward", "cross-entropy-backward", "squared-error",
    ),
    "04_sgd.ipynb": ("sgd-plain", "sgd-momentum", "sgd-weight-decay", "sgd-nesterov"),
    "05_mlp_cifar10.ipynb": ("mlp-forward", "mlp-backward", "minibatches", "training"),
    "06_going_further.ipynb": ("further-sharing", "further-input", "further-hvp"),
}  # fmt: skip
BONUS_NOTEBOOK = "06_going_further.ipynb"
NOTEBOOK_OF = {grade_id: notebook for notebook, ids in NOTEBOOKS.items() for grade_id in ids}

_UNITS = 10_000  # points are kept in steps of 1e-4
_AGAIN = "grade the submission again"


class Outcome(StrEnum):
    """What became of one hidden test."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    ERRORED = "ERRORED"  # an exception of the student's code
    TIMED_OUT = "TIMED_OUT"
    CRASHED = "CRASHED"
    MISSING = "MISSING"  # the name is not defined
    SKIPPED = "SKIPPED"  # a test that it needs did not pass
    BROKEN = "BROKEN"  # the grader's fault: keeps its points


class Status(StrEnum):
    """What became of one submission."""

    GRADED = "graded"
    PARTIAL = "partial"  # a notebook is missing or unreadable
    UNREADABLE = "unreadable"  # files were there, none could be read
    EMPTY = "empty"  # nothing was there


class RecordError(Exception):
    """A file that is not a result record of this version; the text is one sentence."""


@dataclass(frozen=True)
class TestResult:
    """One hidden test of one submission.

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


@dataclass(frozen=True)
class CellScore:
    """The tests of one test cell, and their points."""

    grade_id: str
    tests: tuple[TestResult, ...]

    @property
    def points(self) -> float:
        return total(test.points for test in self.tests)

    @property
    def max_points(self) -> float:
        return total(test.max_points for test in self.tests)


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
    def cells(self) -> tuple[CellScore, ...]:
        """The test cells in the notebooks' order, then any the notebooks do not list."""
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
            raise RecordError(f"The result record is not valid JSON: {_AGAIN}.") from None
        schema = content.get("schema") if isinstance(content, dict) else None
        if schema != SCHEMA:
            found = printable(repr(schema), 40)
            raise RecordError(f"The result record has schema {found}, not {SCHEMA}: {_AGAIN}.")
        return _build(cls, content)

    def save(self, path: Path) -> None:
        write_atomically(path, self.to_json())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads report.json. Raises RecordError, naming the file, or OSError."""
        try:
            return cls.from_json(Path(path).read_bytes().decode("utf-8"))
        except UnicodeDecodeError:
            raise RecordError(f"{path}: The result record is not UTF-8 text: {_AGAIN}.") from None
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


def _build(cls: type, content: object) -> Any:
    """An instance of a record dataclass from JSON, every field present and of its type."""
    if not isinstance(content, dict):
        raise RecordError(f"The result record holds something other than a {cls.__name__}: {_AGAIN}.")
    hints = _hints(cls)
    for name in sorted(hints.keys() ^ content.keys()):
        problem = "lacks the field" if name in hints else "has the unknown field"
        raise RecordError(f"The result record {problem} {printable(name, 40)}: {_AGAIN}.")
    return cls(**{name: _value(name, kind, content[name]) for name, kind in hints.items()})


@cache
def _hints(cls: type) -> dict[str, Any]:
    """Field -> its type. A large class has millions of test results."""
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


def _value(name: str, kind: Any, value: object) -> Any:
    if kind is str and type(value) is str:  # nearly all of them
        return value
    if isinstance(kind, types.GenericAlias):  # tuple[X, ...]
        if isinstance(value, list):
            return tuple(_value(name, get_args(kind)[0], item) for item in value)
    elif kind is TestResult:
        return _build(TestResult, value)
    elif issubclass(kind, StrEnum):
        if value in kind.__members__.values():
            return kind(value)
    elif kind is float:
        if type(value) in (int, float) and abs(value) < 1e15:  # neither NaN nor infinite
            return float(value)
    elif type(value) is kind:
        return value
    raise RecordError(f"The result record has an unusable {name}: {_AGAIN}.")
