"""What a folder and an archive have in common: files to read, and sentences about those not read."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from bpgrade.intake.notebook import MIB, NOTEBOOK_BYTES, Unreadable
from bpgrade.output import printable

SUBMISSION_BYTES = 100 * MIB
MAX_ENTRIES = 10_000

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
        return self.path.suffix.lower() == ".ipynb"


@dataclass
class Listing:
    """All notebooks and archives below one place.

    problems: (relative path, sentence) of what is not read. folders: names of the folders at the top, empty
    ones too. members: how many names an archive's table of contents holds.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[tuple[PurePosixPath, str]] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    members: int = 0


class Budget:
    """What may still be unpacked and listed for one submission: `bytes`, and `entries` of archives."""

    def __init__(self) -> None:
        self.bytes = SUBMISSION_BYTES
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
        self._require_bytes(archive)
        file = archive.open(self.bytes)
        if isinstance(file, io.BytesIO):
            self.bytes -= len(file.getbuffer())
            self._require_bytes(archive)
        return file

    def _require_bytes(self, entry: Entry) -> None:
        if self.bytes <= 0:
            raise Unreadable(
                f"{printable(entry.path.name)} was not read, because more than {SUBMISSION_BYTES // MIB} MiB "
                "were handed in: hand in the exercise notebooks and nothing else."
            )


def is_relevant(name: str) -> bool:
    """Whether a file of this name is a notebook or an archive."""
    return name.lower().endswith((".ipynb", ".zip"))


def is_ignored(name: str) -> bool:
    """Whether editors or archivers leave this name behind (.ipynb_checkpoints, __MACOSX, ._x.ipynb)."""
    return name.startswith(".") or name in _IGNORED_NAMES


def link_sentence(name: str) -> str:
    return f"{name} is a link, and links are not followed: hand in the file itself."
