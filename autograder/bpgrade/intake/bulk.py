"""Recognizes what Canvas and Moodle let staff download, and puts together what one student handed in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from bpgrade.intake.group import Group, UsageError
from bpgrade.intake.handed import Found, Handed
from bpgrade.lms import CanvasFile, MoodleName, canvas_attempt, canvas_file, canvas_names, moodle_name, moodle_names
from bpgrade.output import printable

# Both LMS pack at the moment of the download and give the files its time, so that these say nothing.
_ANY_TIME = (1980, 1, 1, 0, 0, 0)


def bulk_groups(listing: Found, shown: str) -> list[Group]:
    """One group for each student, if all notebooks and archives have names that an LMS gives; else none.

    Raises:
        UsageError: most of them have, but not all.
    """
    paths = [entry.path for entry in listing.entries] + [path for path, _ in listing.problems]
    names = sorted({path.parts[0] for path in paths})
    for lms, parse, of_lms, within in _KINDS:
        fitting = [name for name in names if parse(name)]
        if of_lms(fitting) and len(fitting) == len(names):
            return _grouped(listing, shown, parse, within)
        if of_lms(fitting) and len(fitting) > max(1, len(names) / 2):
            other = next(name for name in names if name not in fitting)
            raise UsageError(
                f"{shown} looks like a download from {lms}, but {printable(other)} is not named as {lms} does: "
                "grade it by itself, away from the others."
            )
    return []


def _grouped(
    listing: Found,
    shown: str,
    parse: Callable[[str], CanvasFile | MoodleName | None],
    within: Callable[[PurePosixPath], PurePosixPath],
) -> list[Group]:
    """Every student's files; files and folders that are no student's are left out.

    Args:
        parse: what the name at the top of a path says.
        within: a path as the student knows it.
    """
    groups: dict[str, Group] = {}

    def group_of(path: PurePosixPath) -> Group | None:
        top = path.parts[0]
        if (said := parse(top)) is None:
            return None
        name = said.submission_id
        group = groups.setdefault(name, Group(name, f"{shown}/{printable(top)}", dated=False))
        group.marked_late |= isinstance(said, CanvasFile) and said.late
        return group

    for entry in listing.entries:
        group_of(entry.path).entries.append(_attempt(replace(entry, path=within(entry.path)), entry.path, parse))
    for path, sentence in listing.problems:
        group_of(path).problems.append((within(path), sentence))
    for path in listing.others:
        if group := group_of(path):
            group.others.append(within(path))
    for folder in listing.folders:
        group_of(folder)
    return [groups[name] for name in sorted(groups)]


def _attempt(entry: Handed, path: PurePosixPath, parse: Callable[[str], CanvasFile | MoodleName | None]) -> Handed:
    """The entry with its place among several attempts at the same file."""
    said = parse(path.parts[0])
    if isinstance(said, MoodleName):  # lets staff download the last attempt only
        return replace(entry, modified=_ANY_TIME)
    plain, number = canvas_attempt(said.file)
    return replace(entry, modified=_ANY_TIME, upload=plain, order=(number, said.upload))


def _canvas_within(path: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(canvas_file(path.parts[0]).file, *path.parts[1:])


def _moodle_within(path: PurePosixPath) -> PurePosixPath:
    return PurePosixPath(moodle_name(path.parts[0]).file, *path.parts[1:])


# What it is called, what a name says, whether names are of one download, and a path as the student knows it.
_KINDS = (
    ("Canvas", canvas_file, canvas_names, _canvas_within),
    ("Moodle", moodle_name, moodle_names, _moodle_within),
)
