"""What a folder and an archive have in common: files to read, and sentences about those not read."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from bpgrade.intake.decoding import MIB, NOTEBOOK_BYTES, Unreadable
from bpgrade.intake.names import is_notebook_name
from bpgrade.output import printable

SUBMISSION_BYTES = 512 * MIB  # all notebooks as large as they may be
ARCHIVE_BYTES = 128 * MIB  # of archives inside archives, which are held in memory
MAX_ENTRIES = 10_000

# Deeper than a student's folder in a class in a folder, other files only cost memory: they are those of libraries.
_SHALLOW = 3
_IGNORED_NAMES = {"__MACOSX", "__pycache__"}


@dataclass(frozen=True)
class Entry:
    """A notebook or an archive in a folder or an archive.

    path: relative to what was listed. modified: (year, month, day, hour, minute, second).
    open(limit): the content as a seekable file; an archive's member is unpacked for it, to at most `limit`
        bytes. Raises Unreadable.
    """

    path: PurePosixPath
    modified: tuple[int, ...]
    open: Callable[[int], BinaryIO]

    @property
    def is_notebook(self) -> bool:
        return is_notebook_name(self.path.name)


@dataclass
class Listing:
    """All notebooks and archives below one place.

    problems: (relative path, sentence) of what is not read. folders: all folders, empty ones too, and others: files
    of other kinds, both to a depth of _SHALLOW. members: how many names an archive's table of contents holds.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[tuple[PurePosixPath, str]] = field(default_factory=list)
    folders: set[PurePosixPath] = field(default_factory=set)
    others: list[PurePosixPath] = field(default_factory=list)
    members: int = 0

    @property
    def tops(self) -> set[str]:
        """Names of the folders at the top."""
        return {folder.parts[0] for folder in self.folders}

    def add_folder(self, path: PurePosixPath) -> None:
        """Note a folder and those above it."""
        self.folders.update(folder for folder in (path, *path.parents) if 0 < len(folder.parts) <= _SHALLOW)

    def add_other(self, path: PurePosixPath) -> None:
        """Note a file that is neither a notebook nor an archive."""
        if len(path.parts) <= _SHALLOW:
            self.others.append(path)


class Budget:
    """What may still be read for one submission: `bytes` of notebooks, `archive_bytes` and `entries` of archives."""

    def __init__(self) -> None:
        self.bytes = SUBMISSION_BYTES
        self.archive_bytes = ARCHIVE_BYTES
        self.entries = MAX_ENTRIES

    def read(self, notebook: Entry) -> bytes:
        """The bytes of a notebook, at most one more than it may have. Raises Unreadable."""
        self._require_bytes(notebook)
        # One byte more than is allowed, so that read_notebook can tell that it is too large.
        limit = min(NOTEBOOK_BYTES + 1, self.bytes)
        self.bytes -= limit
        try:
            with notebook.open(limit) as file:
                data = file.read(limit)
        except OSError as error:
            raise Unreadable(f"{printable(notebook.path.name)} cannot be read: {error.strerror}.") from None
        self.bytes += limit - len(data)
        if limit <= NOTEBOOK_BYTES:  # the budget may have cut it short
            self._require_bytes(notebook)
        return data

    def open(self, archive: Entry) -> BinaryIO:
        """An archive as a file; one that lies in another is unpacked and counted. Raises Unreadable."""
        file = archive.open(self.archive_bytes + 1)
        if isinstance(file, io.BytesIO):
            size = len(file.getbuffer())
            if size > self.archive_bytes:
                self.archive_bytes = 0
                raise Unreadable(_too_much(archive, ARCHIVE_BYTES, " inside archives"))
            self.archive_bytes -= size
        return file

    def _require_bytes(self, notebook: Entry) -> None:
        if self.bytes <= 0:
            raise Unreadable(_too_much(notebook, SUBMISSION_BYTES))


def _too_much(entry: Entry, size: int, where: str = "") -> str:
    return (
        f"{printable(entry.path.name)} was not read, because more than {size // MIB} MiB were handed in{where}: "
        "hand in the exercise notebooks and nothing else."
    )


def is_relevant(name: str) -> bool:
    """Whether a file of this name is a notebook or an archive."""
    return is_notebook_name(name) or name.lower().endswith(".zip")


def is_ignored(name: str) -> bool:
    """Whether editors or archivers leave this name behind (.ipynb_checkpoints, __MACOSX, ._x.ipynb)."""
    return name.startswith(".") or name in _IGNORED_NAMES


def link_sentence(name: str) -> str:
    return f"{name} is a link, and links are not followed: hand in the file itself."


def folder_sentence(name: str) -> str:
    return f"{name} is a folder, not a notebook: hand in the file itself."
