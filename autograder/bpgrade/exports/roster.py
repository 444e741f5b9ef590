"""Which row of a class list a submission belongs to. When in doubt, none: a wrong grade is worse than a missing one."""

import unicodedata
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from bpgrade.exports.common import ExportError
from bpgrade.output import number, printable
from bpgrade.record import Report, Status

UNGRADED = (Status.UNREADABLE, Status.EMPTY)  # their 0 says nothing about anybody's work


@dataclass(frozen=True)
class Score:
    """What of a report goes into a class list. text: feedback for the student, where there is a place for it."""

    submission_id: str
    final: float
    max_score: float
    graded: bool
    text: str = ""

    @classmethod
    def of(cls, report: Report, text: str = "") -> "Score":
        return cls(report.submission_id, report.final, report.max_score, report.status not in UNGRADED, text)

    @property
    def shown(self) -> str:
        return printable(self.submission_id)


class Roster:
    """The names by which students can be found. Case, and how an accent is encoded, make no difference."""

    def __init__(self) -> None:
        self.labels: dict[int, str] = {}
        self._names: defaultdict[str, set[int]] = defaultdict(set)
        self._plain: defaultdict[str, set[int]] = defaultdict(set)
        self._local: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, row: int, label: str, names: Iterable[str], logins: Iterable[str]) -> None:
        """A student. names: hold as they are; logins: may have a domain, @example.edu, that others leave out."""
        self.labels[row] = printable(label, 100)
        logins = list(filter(None, map(_folded, logins)))
        for name in [*filter(None, map(_folded, names)), *logins]:
            self._names[name].add(row)
        for login in logins:
            local, at, _ = login.partition("@")
            (self._local if at else self._plain)[local].add(row)

    def find(self, names: Iterable[str]) -> set[int]:
        """The rows that bear one of these names; where none does, those whose login is one of them but for a domain."""
        folded = [_folded(name) for name in names]
        found = set().union(*(self._names.get(name, ()) for name in folded))
        if found:
            return found
        near = (
            self._plain.get(name.partition("@")[0], ()) if "@" in name else self._local.get(name, ()) for name in folded
        )
        return set().union(*near)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


@dataclass(frozen=True)
class Placement:
    """rows: row -> its submission's score. left_out: a sentence for each submission without a row of its own."""

    rows: dict[int, Score]
    left_out: list[str]

    def without(self, roster: Roster, what: str) -> list[str]:
        """A sentence for each student without a submission. what: what became of the row."""
        return [f"{label} has no submission: {what}." for row, label in roster.labels.items() if row not in self.rows]


def place(scores: list[Score], roster: Roster, names_of: Callable[[str], list[str]], source: str) -> Placement:
    """Finds each submission's row.

    Args:
        names_of: submission id -> the names that it may stand for.
        source: the class list's file, for messages.
    Raises:
        ExportError: not one submission has any.
    """
    found: defaultdict[int, list[Score]] = defaultdict(list)
    left_out = []
    for score in scores:
        rows = roster.find(names_of(score.submission_id))
        if len(rows) == 1:
            found[rows.pop()].append(score)
        elif rows:
            left_out.append(f"{score.shown} fits several students, {_all(roster, rows)}: its score was left out.")
        else:
            left_out.append(f"{score.shown} fits no student of {source}: its score was left out.")
    if not found:
        raise ExportError(f"None of the submissions ({len(scores)}) fits a student of {source}: is it of this course?")
    for row, some in found.items():
        if len(some) > 1:
            who = " and ".join(score.shown for score in some)
            left_out.append(f"{who} fit the same student, {roster.labels[row]}: their scores were left out.")
    return Placement({row: some[0] for row, some in found.items() if len(some) == 1}, left_out)


def _all(roster: Roster, rows: Iterable[int]) -> str:
    return " and ".join(roster.labels[row] for row in sorted(rows))


@dataclass(frozen=True)
class Scale:
    """How our points become those of a gradebook.

    most: what the gradebook says the assignment is worth, None where it says nothing. wanted: whether to convert.
    """

    most: float | None
    wanted: bool

    def points(self, score: Score) -> float:
        if self.wanted and self.most is not None and score.max_score:
            return score.final * self.most / score.max_score
        return score.final

    def mismatch(self, scores: Iterable[Score]) -> str:
        """'worth 10 points there and 100 here' where the two differ and nothing is converted, else nothing."""
        ours = {score.max_score for score in scores}
        if self.wanted or self.most is None or ours == {self.most}:
            return ""
        here = " or ".join(number(most) for most in sorted(ours))
        return f"worth {number(self.most)} points there and {here} here"


def add_scale_option(parser: ArgumentParser) -> None:
    """--scale, for every format that fills in a class list."""
    parser.add_argument("--scale", action="store_true", help="convert scores to the points that the file speaks of")


def refuse_to_replace(source: Path, out: Path) -> None:
    """Raises ExportError when the result would take the place of the file that it is made from."""
    if out.exists() and source.exists() and out.samefile(source):
        raise ExportError(f"--out names {printable(str(source))} itself: name another file.")
