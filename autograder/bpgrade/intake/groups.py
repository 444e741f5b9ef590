"""Which of the files at some paths belong to one submission: a folder, an archive, or one notebook of a class."""

from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bpgrade.intake.archive import list_archive
from bpgrade.intake.bulk import bulk_groups
from bpgrade.intake.decoding import Unreadable
from bpgrade.intake.entries import is_relevant
from bpgrade.intake.folder import file_entry, list_folder
from bpgrade.intake.group import Group, UsageError, usable
from bpgrade.intake.handed import Found, Handed
from bpgrade.intake.names import CANONICAL, exercise_by_name, without_copy_mark
from bpgrade.output import printable

# What students hand in instead of a zip; a loose one stands for a student.
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")


def groups_at(path: Path, stack: ExitStack) -> list[Group]:
    """The submissions at a path; an archive that is opened for it stays open as long as the stack.

    Raises:
        UsageError: as find_submissions.
    """
    shown = printable(str(path))
    with usable(shown, "a notebook, a zip archive or a folder"):
        real = path.resolve(strict=True)
        if real.is_dir():
            return _groups_in_folder(real, shown)
        if not real.is_file() or not is_relevant(real.name):
            raise UsageError(f"{shown} is neither a notebook (.ipynb), a zip archive nor a folder.")
        entry = file_entry(real, PurePosixPath(path.name))
        if entry.is_notebook:
            return [Group(path.stem, shown, [entry])]
        return _groups_in_archive(entry, shown, stack)


def group_of_student(folder: Path, name: str) -> Group:
    """The submission of one student, as `groups_at` finds it from the folder above; one that cannot be read says so."""
    shown, above = printable(str(folder)), PurePosixPath(folder.name)
    try:
        listing = list_folder(folder)
    except OSError as error:
        sentence = f"Your submission cannot be read: {error.strerror}."
        return Group(name, shown, problems=[(above, sentence)])
    entries, stamps = (
        [replace(each, path=above / each.path) for each in some] for some in (listing.entries, listing.stamps)
    )
    problems = [(above / path, sentence) for path, sentence in listing.problems]
    others = [above / path for path in listing.others]
    return Group(name, shown, entries, problems, others, stamps)


def _groups_in_folder(folder: Path, shown: str) -> list[Group]:
    listing = list_folder(folder)
    if not listing.entries and not listing.problems:
        raise UsageError(f"{shown} holds no notebook and no zip archive: give a folder of submissions.")
    if groups := _bulk(listing, shown):
        return groups
    if _is_wrapper(listing) and _is_class(inner := _unwrapped(listing)) and _repeats_a_notebook(inner):
        listing = inner
    if _is_class(listing):
        return _split(listing, shown)
    return [replace(_whole(listing, folder.name, shown), stamps=listing.stamps)]


def _groups_in_archive(entry: Handed, shown: str, stack: ExitStack) -> list[Group]:
    name = entry.path.stem
    try:
        file = stack.enter_context(entry.open(0))
        listing = list_archive(file, entry.path.name)
    except Unreadable as error:
        return [Group(name, shown, problems=[(entry.path, str(error))])]
    if groups := _bulk(listing, shown):
        return groups
    while _is_wrapper(listing):
        listing = _unwrapped(listing)
    return _split(listing, shown) if _is_class(listing) else [_whole(listing, name, shown)]


def _bulk(listing: Found, shown: str) -> list[Group]:
    """One group for each student, if this is a download from an LMS, in folders or not."""
    while not (groups := bulk_groups(listing, shown)) and _is_wrapper(listing):
        listing = _unwrapped(listing)
    return groups


def _whole(listing: Found, name: str, shown: str) -> Group:
    return Group(name, shown, listing.entries, listing.problems, listing.others)


def _split(listing: Found, shown: str) -> list[Group]:
    """One group for each folder, archive and loose notebook at the top."""
    groups = {name: Group(name, f"{shown}/{printable(name)}") for name in listing.tops}

    def group_of(path: PurePosixPath) -> Group:
        top = path.parts[0]
        name = PurePosixPath(top).stem if is_relevant(top) or top.lower().endswith(_OTHER_ARCHIVES) else top
        return groups.setdefault(top, Group(name, f"{shown}/{printable(top)}"))

    for entry in listing.entries:
        within = PurePosixPath(*entry.path.parts[1:] or entry.path.parts)
        group_of(entry.path).entries.append(replace(entry, path=within))
    for stamp in listing.stamps:
        if len(stamp.path.parts) > 1:
            within = PurePosixPath(*stamp.path.parts[1:])
            group_of(stamp.path).stamps.append(replace(stamp, path=within))
    for path, sentence in listing.problems:
        group_of(path).problems.append((path, sentence))
    for path in listing.others:
        if len(path.parts) > 1 or path.name.lower().endswith(_OTHER_ARCHIVES):
            group_of(path).others.append(PurePosixPath(*path.parts[1:] or path.parts))
    return [groups[top] for top in sorted(groups)]


def _is_class(listing: Found) -> bool:
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


def _is_wrapper(listing: Found) -> bool:
    """Whether everything lies in one folder."""
    return len(listing.tops) == 1 and all(len(entry.path.parts) > 1 for entry in listing.entries)


def _unwrapped(listing: Found) -> Found:
    inner = Found()
    inner.entries = [replace(entry, path=PurePosixPath(*entry.path.parts[1:])) for entry in listing.entries]
    inner.problems = [(PurePosixPath(*path.parts[1:] or path.parts), text) for path, text in listing.problems]
    inner.stamps = [
        replace(stamp, path=PurePosixPath(*stamp.path.parts[1:]))
        for stamp in listing.stamps
        if len(stamp.path.parts) > 1
    ]
    inner.others = [PurePosixPath(*path.parts[1:]) for path in listing.others if len(path.parts) > 1]
    tops = {entry.path.parts[0] for entry in inner.entries if len(entry.path.parts) > 1}
    # Beside two folders of notebooks an empty folder is a student's; beside one it may be part of the homework.
    kept = [PurePosixPath(*folder.parts[1:]) for folder in listing.folders if len(folder.parts) > 1]
    inner.folders = {folder for folder in kept if len(tops) > 1 or folder.parts[0] in tops}
    return inner


def _repeats_a_notebook(listing: Found) -> bool:
    """Whether two folders at the top hold a notebook of the same exercise, as those of two students do."""
    holders = {(entry.path.parts[0], entry.path.name) for entry in listing.entries}
    count = Counter(name for _, name in holders if name in CANONICAL)
    return max(count.values(), default=0) > 1
