"""A result record in a few lines: what a table of the class needs, small enough to keep for every submission."""

import pickle
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

from bpgrade.record import Outcome, Report, Status, total


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The fields of a Report without its tests.

    points: grade cell -> points, for each cell that was graded, so for none that waits for a person; outcomes: outcome
    -> how many tests ended in it, answers in words that are not there left out.
    """

    submission_id: str
    status: Status
    score: float
    max_score: float
    bonus: float
    max_bonus: float
    isolation: str
    submitted_at: str
    days_late: int
    penalty: float
    notes: tuple[str, ...]
    points: dict[str, float]
    outcomes: dict[Outcome, int]

    @classmethod
    def of(cls, report: Report) -> Self:
        """The summary of a report."""
        return cls(
            submission_id=report.submission_id, status=report.status, score=report.score, max_score=report.max_score,
            bonus=report.bonus, max_bonus=report.max_bonus, isolation=report.isolation,
            submitted_at=report.submitted_at, days_late=report.days_late, penalty=report.penalty, notes=report.notes,
            points={cell.grade_id: cell.points for cell in report.cells if not cell.waits},
            outcomes=dict(Counter(test.outcome for test in report.tests if not test.unwritten)),
        )  # fmt: skip

    @classmethod
    def of_any(cls, graded: "Report | Summary") -> "Summary":
        """The summary of a report; a summary as it is."""
        return graded if isinstance(graded, Summary) else cls.of(graded)

    @property
    def final(self) -> float:
        """The score after the penalty for late work."""
        return total([self.score, -self.penalty])

    def as_dict(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Self:
        """What `as_dict` gave. Raises TypeError, ValueError, KeyError or AttributeError for anything else."""
        outcomes = {Outcome(name): int(count) for name, count in content["outcomes"].items()}
        changed = {"status": Status(content["status"]), "notes": tuple(content["notes"]), "outcomes": outcomes}
        return cls(**content | changed)


class Kept:
    """Summaries by number, in a fifth of the memory: a class of a hundred thousand fits. Read in order of numbers."""

    def __init__(self, summaries: Iterable[Summary] = ()) -> None:
        self._packed: dict[int, bytes] = {}
        for number, summary in enumerate(summaries):
            self[number] = summary

    def __setitem__(self, number: int, summary: Summary) -> None:
        self._packed[number] = zlib.compress(pickle.dumps(summary))

    def __contains__(self, number: int) -> bool:
        return number in self._packed

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[Summary]:
        for number in sorted(self._packed):
            yield pickle.loads(zlib.decompress(self._packed[number]))
