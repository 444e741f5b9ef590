"""Finds submissions: a notebook, a folder or zip of notebooks, a folder or zip of those."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bpgrade.intake.archive import list_archive
from bpgrade.intake.entries import Budget, Entry, Listing, is_relevant
from bpgrade.intake.folder import file_entry, list_folder
from bpgrade.intake.names import CANONICAL, REQUIRED, Ids, exercise_by_name, without_copy_mark
from bpgrade.intake.notebook import Notebook, Unreadable
from bpgrade.intake.selection import Problem, Selection
from bpgrade.output import printable
from bpgrade.record import Status

# A student's zip is opened, and a zip inside it; what lies deeper is no homework.
_ARCHIVE_DEPTH = 2


class UsageError(Exception):
    """A path that holds no submission; the text is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    source_path: where it was found, for messages to staff. notebooks: by canonical name, in the exercises'
    order. problems: sentences for the student. content_hash: SHA-256 over what is graded, hexadecimal.
    status: GRADED (nothing is missing or unreadable), PARTIAL, UNREADABLE (files were there, but no exercise
    could be read from them) or EMPTY.
    """

    id: str
    source_path: str
    notebooks: dict[str, Notebook]
    problems: tuple[Problem, ...]
    status: Status
    content_hash: str


@dataclass
class _Group:
    """The files of one submission before they are read."""

    name: str
    source_path: str
    entries: list[Entry] = field(default_factory=list)
    problems: list[tuple[PurePosixPath, str]] = field(default_factory=list)


def find_submissions(paths: Iterable[Path]) -> list[Submission]:
    """Every submission at `paths`, sorted by name within each path.

    Raises:
        UsageError: a path does not exist, cannot be read, or holds neither a notebook nor an archive.
    """
    ids = Ids()
    with ExitStack() as stack:
        groups = [group for path in paths for group in _groups_at(Path(path), stack)]
        return [_load(group, ids.unique(group.name)) for group in groups]


def _groups_at(path: Path, stack: ExitStack) -> list[_Group]:
    shown = printable(str(path))
    try:
        real = path.resolve(strict=True)
        if real.is_dir():
            return _groups_in_folder(real, shown)
        if not real.is_file() or real.suffix.lower() not in (".ipynb", ".zip"):
            raise UsageError(f"{shown} is neither a notebook (.ipynb), a zip archive nor a folder.")
        entry = file_entry(real, PurePosixPath(path.name))
        if entry.is_notebook:
            return [_Group(path.stem, shown, [entry])]
        return _groups_in_archive(entry, shown, stack)
    except FileNotFoundError:
        raise UsageError(f"{shown} does not exist: give a notebook, a zip archive or a folder.") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise UsageError(f"{shown} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


def _groups_in_folder(folder: Path, shown: str) -> list[_Group]:
    listing = list_folder(folder)
    if not listing.entries and not listing.problems:
        raise UsageError(f"{shown} holds no notebook and no zip archive: give a folder of submissions.")
    if _is_wrapper(listing) and _is_class(inner := _unwrapped(listing)) and _repeats_a_notebook(inner):
        listing = inner
    return _split(listing, shown) if _is_class(listing) else [_whole(listing, folder.name, shown)]


def _groups_in_archive(entry: Entry, shown: str, stack: ExitStack) -> list[_Group]:
    name = entry.path.stem
    try:
        file = stack.enter_context(entry.open(0))
        listing = list_archive(file, entry.path.name)
    except Unreadable as error:
        return [_Group(name, shown, problems=[(entry.path, str(error))])]
    while _is_wrapper(listing):
        listing = _unwrapped(listing)
    return _split(listing, shown) if _is_class(listing) else [_whole(listing, name, shown)]


def _whole(listing: Listing, name: str, shown: str) -> _Group:
    return _Group(name, shown, listing.entries, listing.problems)


def _split(listing: Listing, shown: str) -> list[_Group]:
    """One group for each folder, archive and loose notebook at the top."""
    groups = {name: _Group(name, f"{shown}/{printable(name)}") for name in listing.folders}

    def group_of(path: PurePosixPath) -> _Group:
        top = path.parts[0]
        name = PurePosixPath(top).stem if is_relevant(top) else top
        return groups.setdefault(top, _Group(name, f"{shown}/{printable(top)}"))

    for entry in listing.entries:
        group_of(entry.path).entries.append(entry)
    for path, sentence in listing.problems:
        group_of(path).problems.append((path, sentence))
    return [groups[top] for top in sorted(groups)]


def _is_class(listing: Listing) -> bool:
    """Whether the things at the top are submissions, rather than the notebooks of one."""
    loose = [entry.path.name for entry in listing.entries if len(entry.path.parts) == 1 and entry.is_notebook]
    parcels = {entry.path.parts[0] for entry in listing.entries} - set(loose)
    if len(parcels) > 1 or not loose:
        return bool(parcels)
    exact = [name for name in loose if without_copy_mark(name) in CANONICAL]
    if 2 * len(exact) >= len(loose):
        return False
    exercises = [exercise_by_name(name) for name in loose]
    return None in exercises or len(set(exercises)) < len(exercises)


def _is_wrapper(listing: Listing) -> bool:
    """Whether everything lies in one folder."""
    return len(listing.folders) == 1 and all(len(entry.path.parts) > 1 for entry in listing.entries)


def _unwrapped(listing: Listing) -> Listing:
    inner = Listing()
    inner.entries = [replace(entry, path=PurePosixPath(*entry.path.parts[1:])) for entry in listing.entries]
    inner.problems = [(PurePosixPath(*path.parts[1:] or path.parts), text) for path, text in listing.problems]
    inner.folders = {entry.path.parts[0] for entry in inner.entries if len(entry.path.parts) > 1}
    return inner


def _repeats_a_notebook(listing: Listing) -> bool:
    """Whether two folders at the top hold a notebook of the same exercise, as those of two students do."""
    holders = {(entry.path.parts[0], entry.path.name) for entry in listing.entries}
    count = Counter(name for _, name in holders if name in CANONICAL)
    return max(count.values(), default=0) > 1


def _load(group: _Group, submission_id: str) -> Submission:
    budget = Budget()
    with ExitStack() as stack:
        files = _expand(group, budget, stack)
        selection = Selection(files.entries, budget)
    notebooks = {name: selection.notebooks[name] for name in CANONICAL if name in selection.notebooks}
    problems = selection.problems
    problems += [Problem(exercise_by_name(path.name), sentence) for path, sentence in files.problems]
    if not files.entries and not problems:
        status = Status.EMPTY
        problems = [Problem(None, "There is no notebook in this submission: hand in the notebooks 00 to 05.")]
    else:
        problems += _missing(notebooks, {problem.notebook for problem in problems})
        status = _status(notebooks, problems)
    graded = content_hash(notebooks)
    return Submission(submission_id, group.source_path, notebooks, tuple(problems), status, graded)


def _expand(group: _Group, budget: Budget, stack: ExitStack, depth: int = 0) -> _Group:
    """The group with its archives replaced by what they hold."""
    found = _Group(group.name, group.source_path, problems=list(group.problems))
    for entry in group.entries:
        if entry.is_notebook:
            found.entries.append(entry)
            continue
        try:
            inner = _open_archive(entry, budget, stack, depth)
        except Unreadable as error:
            found.problems.append((entry.path, str(error)))
            continue
        inside = _expand(inner, budget, stack, depth + 1)
        found.entries += inside.entries
        found.problems += inside.problems
    return found


def _open_archive(entry: Entry, budget: Budget, stack: ExitStack, depth: int) -> _Group:
    if depth == _ARCHIVE_DEPTH:
        raise Unreadable(f"{printable(entry.path.name)} lies too deep in other archives and was not opened.")
    listing = list_archive(stack.enter_context(budget.open(entry)), entry.path.name, budget.entries)
    budget.entries -= listing.members
    entries = [replace(inner, path=entry.path / inner.path) for inner in listing.entries]
    return _Group(entry.path.name, "", entries, listing.problems)


def _status(notebooks: dict[str, Notebook], problems: list[Problem]) -> Status:
    if not notebooks:
        return Status.UNREADABLE
    troubled = {problem.notebook for problem in problems} - {None}
    return Status.GRADED if troubled <= notebooks.keys() else Status.PARTIAL


def _missing(notebooks: dict[str, Notebook], explained: set[str | None]) -> list[Problem]:
    """A sentence for each required notebook whose absence no other sentence explains."""
    if not notebooks and None in explained:
        return []
    absent = [name for name in REQUIRED if name not in notebooks and name not in explained]
    return [Problem(name, f"{name} is missing from your submission.") for name in absent]


def content_hash(notebooks: dict[str, Notebook]) -> str:
    """SHA-256 over the canonical names and the sources of the code cells, hexadecimal."""
    graded = [[name, [cell.source for cell in notebooks[name].cells]] for name in sorted(notebooks)]
    return hashlib.sha256(json.dumps(graded).encode()).hexdigest()
