"""The corpus of broken and odd submissions: what each is, how it is made, and what has to become of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bpgrade.record import NOTEBOOKS, Status

NOTEBOOK = "00_chain_rule.ipynb"  # most kinds hand in this one alone: it is graded fastest
ALL = NOTEBOOKS[NOTEBOOK]
SAVED = 1_700_000_000  # seconds since 1970

# What a maker gives: one notebook's bytes, files by name, or None when it has written into the folder itself.
Made = bytes | dict[str, bytes] | None


@dataclass(frozen=True)
class Broken:
    """One kind of submission.

    name: its folder in the class. title: one line on what it is. make: called with that folder. status: what it must
    end in. says: the sentences that its author reads, all of them but those that name missing notebooks.
    earns: the grade cells that get all of their points; the others get none. hint: what a test's hint says, if any.
    """

    name: str
    title: str
    make: Callable[[Path], Made]
    status: Status
    says: tuple[str, ...]
    earns: tuple[str, ...]
    hint: str

    def write(self, classroom: Path) -> None:
        """Write the submission into a class."""
        folder = classroom / self.name
        folder.mkdir()
        made = self.make(folder)
        files = {NOTEBOOK: made} if isinstance(made, bytes) else made or {}
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
            os.utime(folder / name, (SAVED, SAVED))  # of two files, none was saved last


KINDS: list[Broken] = []


def broken(*says: str, earns: tuple[str, ...] = (), status: Status | None = None, hint: str = ""):
    """Registers a maker: its name is the kind's name, its docstring the title.

    Args:
        says: the sentences.
        earns: the grade cells.
        status: PARTIAL when something is earned, else UNREADABLE, unless given.
        hint: a test's hint.
    """

    def register(make: Callable[[Path], Made]) -> Callable[[Path], Made]:
        became = status or (Status.PARTIAL if earns else Status.UNREADABLE)
        name = make.__name__.replace("_", "-")
        KINDS.append(Broken(name, make.__doc__, make, became, says, earns, hint))
        return make

    return register
