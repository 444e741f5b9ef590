"""The files of one submission before they are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bpgrade.intake.handed import Handed


class UsageError(Exception):
    """A path that holds no submissions one could grade; the text is one sentence for the person at the terminal."""


@contextmanager
def usable(shown: str, wanted: str) -> Iterator[None]:
    """Turns what the file system says of a path into a UsageError.

    shown: the path, for the sentences. wanted: what to give instead, "a notebook or a folder".
    """
    try:
        yield
    except FileNotFoundError:
        raise UsageError(f"{shown} does not exist: give {wanted}.") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links
        raise UsageError(f"{shown} cannot be read: {getattr(error, 'strerror', None) or error}.") from None


@dataclass
class Group:
    """The files of one submission before they are read.

    others: neither notebooks nor archives. stamps: nbgrader's notes on when it was handed in. dated: whether the
    files' times can say it, too. marked_late: whether the files' names say that it is late.
    """

    name: str
    source_path: str
    entries: list[Handed] = field(default_factory=list)
    problems: list[tuple[PurePosixPath, str]] = field(default_factory=list)
    others: list[PurePosixPath] = field(default_factory=list)
    stamps: list[Handed] = field(default_factory=list)
    dated: bool = True
    marked_late: bool = False
