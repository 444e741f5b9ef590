"""The files of one submission before they are read."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bpgrade.intake.handed import Handed


class UsageError(Exception):
    """A path that holds no submissions one could grade; the text is one sentence for the person at the terminal."""


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
