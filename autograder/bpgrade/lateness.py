"""Late work: what a due time, grace, extensions and a penalty make of a score."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from bpgrade.output import number
from bpgrade.record import Report, total

# Every note begins like this, so that a record which is judged anew keeps the last one only.
_NOTE = "Time of hand-in: "
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PerDay:
    """What each day begun costs: so many points, or so many percent of the maximum score."""

    amount: float = 0.0
    percent: bool = False

    def points(self, max_score: float) -> float:
        """The points that one day costs."""
        return self.amount * max_score / 100 if self.percent else self.amount


@dataclass(frozen=True)
class Lateness:
    """What became of one submission. submitted_at: ISO 8601, UTC, or empty; penalty: points; note: for the student."""

    submitted_at: str
    days_late: int
    penalty: float
    note: str


@dataclass(frozen=True)
class Policy:
    """When work is due, and what it costs to be late.

    A day late is one that has begun after the due time and the grace, in steps of 24 hours: when clocks change, the
    hour at which a day begins changes with them. An extension, a new due time or an amount of time after the one of
    the class, is followed by the grace as well.

    Raises:
        ValueError: a due time without a zone, something negative, or an extension that ends before the due time.
    """

    due: datetime
    grace: timedelta = timedelta()
    per_day: PerDay = PerDay()
    extensions: dict[str, datetime | timedelta] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.due.utcoffset() is None:
            raise ValueError("the due time has no time zone")
        if self.grace < timedelta() or not 0 <= self.per_day.amount < math.inf:
            raise ValueError("grace and penalty must not be negative")
        for submission_id, extension in self.extensions.items():
            if isinstance(extension, datetime) and extension.utcoffset() is None:
                raise ValueError(f"the extension of {submission_id} has no time zone")
            if self.due_for(submission_id) < self.due.astimezone(UTC):
                raise ValueError(f"the extension of {submission_id} ends before the work is due")

    def due_for(self, submission_id: str) -> datetime:
        """When a submission is due, its extension counted, in UTC."""
        due = self.due.astimezone(UTC)  # in other zones a day is added to the clock, however long it is
        extension = self.extensions.get(submission_id, timedelta())
        return extension.astimezone(UTC) if isinstance(extension, datetime) else due + extension

    def judge(
        self,
        submission_id: str,
        submitted_at: datetime | None,
        score: float,
        max_score: float,
        marked_late: bool = False,
    ) -> Lateness:
        """What a submission loses for being late: never more than its score, and nothing when its time is unknown.

        Args:
            submitted_at: with its zone, or ValueError is raised.
            marked_late: whether the LMS counts it as late; a note, as the LMS may know another due time.
        """
        if submitted_at is None:
            lms = " (your course's website counts it as late)" if marked_late else ""
            return Lateness("", 0, 0.0, f"{_NOTE}unknown{lms}, so no points were taken off for lateness.")
        if submitted_at.utcoffset() is None:
            raise ValueError("the time of the submission has no time zone")
        due = self.due_for(submission_id)
        days = max(0, math.ceil((submitted_at.astimezone(UTC) - due - self.grace) / _DAY))
        penalty = min(max(score, 0.0), total([days * self.per_day.points(max_score)]))
        note = self._note(submitted_at, due, days, penalty) if days else ""
        return Lateness(_iso(submitted_at), days, penalty, note)

    def _note(self, submitted_at: datetime, due: datetime, days: int, penalty: float) -> str:
        zone = self.due.tzinfo
        late = f"{days} day{'' if days == 1 else 's'} late (due {_shown(due, zone)}"
        grace = f", with {_duration(self.grace)} of grace" if self.grace else ""
        points = number(penalty, 2)
        lost = f"{points} point{' was' if points == '1' else 's were'}" if penalty else "nothing was"
        return f"{_NOTE}{_shown(submitted_at, zone)}, {late}{grace}; a day counts once it has begun): {lost} taken off."


def apply(report: Report, lateness: Lateness) -> Report:
    """The record with its lateness, in place of any that it had; score and bonus stay what the tests gave."""
    notes = tuple(note for note in report.notes if not note.startswith(_NOTE))
    return replace(
        report,
        submitted_at=lateness.submitted_at,
        days_late=lateness.days_late,
        penalty=lateness.penalty,
        notes=(*notes, lateness.note) if lateness.note else notes,
    )


def settle(policy: Policy | None, report: Report, submitted_at: datetime | None, marked_late: bool = False) -> Report:
    """The record with what `policy` makes of the time of its submission; with that time alone when there is none."""
    if policy is None:
        return apply(report, Lateness(_iso(submitted_at) if submitted_at else "", 0, 0.0, ""))
    judged = policy.judge(report.submission_id, submitted_at, report.score, report.max_score, marked_late)
    return apply(report, judged)


def unknown_ids(policy: Policy, ids: Iterable[str]) -> list[str]:
    """The ids with an extension that no submission has, sorted."""
    return sorted(policy.extensions.keys() - set(ids))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _shown(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def _duration(span: timedelta) -> str:
    """15 minutes, 2 hours, 1 day, 1 day 2 hours."""
    minutes = span // timedelta(minutes=1)
    parts = [(minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count) or "a moment"
