"""Finds submissions: a notebook, a folder or zip of notebooks, a folder or zip of those."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path, PurePosixPath

from bpgrade.intake.archive import list_archive
from bpgrade.intake.decoding import Unreadable
from bpgrade.intake.entries import ARCHIVE_BYTES, Budget
from bpgrade.intake.folder import file_entry
from bpgrade.intake.group import Group
from bpgrade.intake.groups import group_of_student, groups_at
from bpgrade.intake.handed import Handed
from bpgrade.intake.names import CANONICAL, REQUIRED, Ids, exercise_by_name
from bpgrade.intake.notebook import Notebook, raw_cells, read_notebook
from bpgrade.intake.selection import Problem, Selection, in_short
from bpgrade.intake.times import submitted_at
from bpgrade.output import printable
from bpgrade.record import Status

# A student's zip is opened, and a zip inside it; what lies deeper is no homework.
_ARCHIVE_DEPTH = 2
_MOST = 20


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    source_path: where it was found, for messages to staff. notebooks: by canonical name, in the exercises'
    order. problems: sentences for the student. content_hash: SHA-256 over what is graded, code and answers in words,
    hexadecimal.
    status: GRADED (nothing is missing or unreadable), PARTIAL, UNREADABLE (files were there, but no exercise
    could be read from them) or EMPTY. submitted_at: in UTC; None where nothing says it. marked_late: whether the
    LMS that it was downloaded from has marked it as late.
    """

    id: str
    source_path: str
    notebooks: dict[str, Notebook]
    problems: tuple[Problem, ...]
    status: Status
    content_hash: str
    submitted_at: datetime | None = None
    marked_late: bool = False

    @property
    def code_hash(self) -> str:
        """SHA-256 over the code alone, hexadecimal: no hidden test asks for anything else."""
        return _hash(_sources(self.notebooks))


def find_submissions(paths: Iterable[Path], zone: tzinfo = UTC) -> list[Submission]:
    """Every submission at `paths`, sorted by name within each path.

    Args:
        zone: the one of times in zip archives that name none; see bpgrade.intake.times.
    Raises:
        UsageError: a path does not exist, cannot be read, or holds neither a notebook nor an archive.
    """
    with ExitStack() as stack:
        return [pending.load() for pending in find_pending(paths, stack, zone)]


@dataclass(frozen=True)
class Pending:
    """A submission that has been found and not read."""

    id: str
    group: Group
    zone: tzinfo

    @property
    def marked_late(self) -> bool:
        """Whether the LMS that it was downloaded from has marked it as late."""
        return self.group.marked_late

    def load(self) -> Submission:
        """Read it."""
        return load_group(self.group, self.id, self.zone)

    def raw_cells(self) -> dict[str, list]:
        """The cells of the notebooks that `load` reads, as they were handed in: whatever JSON can hold."""
        with ExitStack() as stack:
            budget = Budget()
            chosen = Selection(_expand(self.group, budget, stack).entries, budget).chosen
            return {name: raw_cells(Budget().read(entry), entry.path.name) for name, entry in chosen.items()}

    def fingerprint(self) -> str:
        """SHA-256, hexadecimal, over all that `load` may go by; empty where that cannot be read or is too much."""
        files = [*self.group.entries, *self.group.stamps]
        parts = [[str(file.path), *map(repr, (file.modified, file.zoned, file.upload, file.order))] for file in files]
        others = [[str(path), *rest] for path, *rest in self.group.problems] + sorted(map(str, self.group.others))
        try:
            contents = [_digest(file) for file in files]
        except (OSError, Unreadable):
            return ""
        kind = [self.id, self.group.dated, self.group.marked_late, str(self.zone)]
        return hashlib.sha256(json.dumps([kind, parts, contents, others]).encode()).hexdigest()


def cells_of_file(path: Path) -> list:
    """The cells of a notebook that is in none of the exercises, as `Pending.raw_cells`. Raises Unreadable, OSError."""
    data = Budget().read(file_entry(path, PurePosixPath(path.name)))
    read_notebook(data, path.name)
    return raw_cells(data, path.name)


def pending_of_student(folder: Path, submission_id: str) -> Pending:
    """What one student has in a folder."""
    return Pending(submission_id, group_of_student(folder, submission_id), UTC)


def find_pending(paths: Iterable[Path], stack: ExitStack, zone: tzinfo = UTC) -> list[Pending]:
    """The submissions that `find_submissions` would read; archives stay open as long as the stack."""
    ids = Ids()
    groups = [group for path in paths for group in groups_at(Path(path), stack)]
    return [Pending(ids.unique(group.name), group, zone) for group in groups]


def _digest(file: Handed) -> str:
    """SHA-256 of a file, if that is not too much to read. Raises Unreadable, OSError."""
    digest, left = hashlib.sha256(), ARCHIVE_BYTES
    with file.open(left + 1) as content:
        while chunk := content.read(1 << 20):
            digest.update(chunk)
            left -= len(chunk)
            if left < 0:
                raise Unreadable("too much")
    return digest.hexdigest()


def load_group(group: Group, submission_id: str, zone: tzinfo) -> Submission:
    """Read the files of one submission."""
    budget = Budget()
    with ExitStack() as stack:
        files = _expand(group, budget, stack)
        selection = Selection(files.entries, budget)
    notebooks = {name: selection.notebooks[name] for name in CANONICAL if name in selection.notebooks}
    problems = selection.problems
    problems += [Problem(exercise_by_name(path.name), sentence) for path, sentence in files.problems]
    if not files.entries and not problems:
        status = Status.UNREADABLE if files.others else Status.EMPTY
        problems = [Problem(None, _nothing(files.others))]
    else:
        problems += _missing(notebooks, {problem.notebook for problem in problems})
        status = _status(notebooks, problems)
    return Submission(
        submission_id, group.source_path, notebooks, tuple(_shortened(problems)), status, content_hash(notebooks),
        submitted_at(group, selection.chosen.values(), zone), group.marked_late,
    )  # fmt: skip


def _nothing(others: list[PurePosixPath]) -> str:
    """The sentence about a submission without any notebook."""
    if not others:
        return "There is no notebook in this submission: hand in the notebooks 00 to 05."
    shown = in_short(path.name for path in others)
    return f"There is no notebook in this submission, only {shown}: hand in the .ipynb files, as they are or in a zip."


def _shortened(problems: list[Problem]) -> list[Problem]:
    """At most _MOST sentences about each notebook: thousands of bad files do not make thousands of lines."""
    by_notebook: dict[str | None, list[Problem]] = {}
    for problem in problems:
        by_notebook.setdefault(problem.notebook, []).append(problem)
    kept = [problem for some in by_notebook.values() for problem in some[:_MOST]]
    for notebook, some in by_notebook.items():
        if len(some) > _MOST:
            about = f" about {notebook}" if notebook else ""
            kept.append(Problem(notebook, f"{len(some) - _MOST} more sentences{about} were left out."))
    return kept


def _expand(group: Group, budget: Budget, stack: ExitStack, depth: int = 0) -> Group:
    """The group with its archives replaced by what they hold."""
    found = Group(group.name, group.source_path, problems=list(group.problems), others=list(group.others))
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
        found.others += inside.others
    return found


def _open_archive(entry: Handed, budget: Budget, stack: ExitStack, depth: int) -> Group:
    if depth == _ARCHIVE_DEPTH:
        name = printable(entry.path.name)
        raise Unreadable(f"{name} lies too deep in other archives and was not opened: hand in one zip of notebooks.")
    listing = list_archive(stack.enter_context(budget.open(entry)), entry.path.name, budget.entries)
    budget.entries -= listing.members
    entries = [
        replace(inner, path=entry.path / inner.path, upload=entry.upload, order=entry.order)
        for inner in listing.entries
    ]
    return Group(entry.path.name, "", entries, listing.problems, listing.others)


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
    """SHA-256 over the canonical names, the sources of the code cells and the answers in words, hexadecimal."""
    answers = [[name, sorted(notebooks[name].answers.items())] for name in sorted(notebooks)]
    return _hash([_sources(notebooks), answers])


def _sources(notebooks: dict[str, Notebook]) -> list:
    return [[name, [cell.source for cell in notebooks[name].cells]] for name in sorted(notebooks)]


def _hash(content: list) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
