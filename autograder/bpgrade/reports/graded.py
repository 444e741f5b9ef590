"""Reads a folder that `bpgrade grade` wrote: its reports, one at a time, sorted by submission id."""

import json
from collections.abc import Iterator
from pathlib import Path

from bpgrade.output import printable
from bpgrade.record import SCHEMA, Outcome, RecordError, Report

_REPORT, _FEEDBACK = "report.json", "feedback.html"


class GradedError(Exception):
    """A folder whose reports cannot be used; the text is one sentence."""


class Graded:
    """The reports of a class. Each iteration reads them anew and holds one at a time: a large class outgrows memory.

    Args:
        folder: what `bpgrade grade --out` named; its subfolders hold a report.json each.
    Raises:
        GradedError: the folder is missing or without reports, none of them can be read, or two of them are of the
            same submission; from iterating, when none of them turned out to be readable.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._problems: dict[Path, str] = {}
        self._waiting: dict[Path, int] = {}
        paths = self._find()
        by_id: dict[str, Path] = {}
        for path in paths:
            submission_id = self._id_of(path)
            if submission_id in by_id:
                raise GradedError(_twice(submission_id, by_id[submission_id], path))
            if submission_id is not None:
                by_id[submission_id] = path
        self._paths = [by_id[submission_id] for submission_id in sorted(by_id)]
        if not self._paths:
            self._refuse_all()

    @property
    def problems(self) -> list[str]:
        """A sentence for each report that cannot be read. Complete after the reports were iterated over."""
        return list(self._problems.values())

    @property
    def waiting(self) -> tuple[int, int]:
        """How many answers in words wait for a person, and of how many submissions. Complete as `problems` is."""
        counts = [count for count in self._waiting.values() if count]
        return sum(counts), len(counts)

    def __iter__(self) -> Iterator[Report]:
        return (report for _, report in self.items())

    def items(self) -> Iterator[tuple[str, Report]]:
        """(name of the submission's folder, its report), sorted by submission id."""
        found = False
        for path in self._paths:
            report = self._load(path)
            if report is not None:
                found = True
                self._waiting[path] = sum(test.outcome is Outcome.MANUAL for test in report.tests)
                yield path.parent.name, report
        if not found:
            self._refuse_all()

    def _find(self) -> list[Path]:
        shown = printable(str(self.folder))
        try:
            folders = sorted(item for item in self.folder.iterdir() if item.is_dir())
        except OSError as error:
            raise GradedError(
                f"{shown} cannot be read: {error.strerror}; give the folder that bpgrade grade wrote."
            ) from None
        paths = [folder / _REPORT for folder in folders if (folder / _REPORT).exists()]
        if not paths:
            raise GradedError(f"{shown} holds no reports: give the folder that bpgrade grade wrote.")
        for folder in folders:  # a grader that was killed in between leaves the page without the record
            if (folder / _FEEDBACK).exists() and folder / _REPORT not in paths:
                self._problems[folder] = f"{printable(str(folder))} has no {_REPORT}: grade the submission again."
        return paths

    def _id_of(self, path: Path) -> str | None:
        """The submission id, without checking the rest of the record: that takes ten times as long."""
        try:
            content = json.loads(path.read_bytes())
            if content["schema"] == SCHEMA and type(content["submission_id"]) is str:
                return content["submission_id"]
        except (OSError, ValueError, RecursionError, LookupError, TypeError):
            pass
        report = self._load(path)  # says what is wrong
        return None if report is None else report.submission_id

    def _load(self, path: Path) -> Report | None:
        try:
            return Report.load(path)
        except RecordError as error:
            self._problems[path] = printable(str(error), 1_000)
        except OSError as error:
            self._problems[path] = f"{printable(str(path))} cannot be read: {error.strerror}."
        return None

    def _refuse_all(self) -> None:
        first = next(iter(self._problems.values()))
        raise GradedError(f"No report below {printable(str(self.folder))} can be read; the first one: {first}")


def _twice(submission_id: str, one: Path, other: Path) -> str:
    both = " and ".join(printable(str(path)) for path in (one, other))
    return f"{both} are both reports of submission {printable(submission_id)}: remove one of the two."
