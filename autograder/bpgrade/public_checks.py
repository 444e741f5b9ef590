"""The public checks, one line a test cell, asked behind the wall: the trusted side of `bpgrade validate`.

Which checks there are is the reference's word: a student's own test cells may have been changed or deleted.
"""

import ast
from dataclasses import dataclass
from functools import cache

from bpgrade import reference
from bpgrade.intake import Notebook
from bpgrade.output import printable
from bpgrade.record import NOTEBOOK_OF
from bpgrade.session import CALL_SECONDS, Missing, Session
from bpgrade.verdict import explain
from bpgrade.wall.client import Crashed, StudentError, TimedOut
from bpgrade.wall.public import FAILED, PASSED, UNWRITTEN
from bpgrade.wall.shared import SharedWorker
from bpkit.compare import Finding

_VERDICTS = (PASSED, FAILED, UNWRITTEN)
# How a check ends otherwise than by its verdict.
_STATES = {StudentError: FAILED, Missing: "not defined", TimedOut: "took too long", Crashed: "crashed"}
_MOST_CHARACTERS, _MOST_LINES, _MOST_NOTES = 20_000, 100, 5


@dataclass(frozen=True)
class PublicCheck:
    """What the line of a test cell calls: check(exercise, *names)."""

    exercise: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of a check. state: a few words; lines: what its author should read, printable, without line ends."""

    state: str
    lines: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return self.state == PASSED


@cache
def public_checks() -> dict[str, tuple[PublicCheck, ...]]:
    """Notebook -> the checks of its test cells, in order."""
    table: dict[str, tuple[PublicCheck, ...]] = {}
    for grade_id, line in reference.public_lines().items():
        exercise, *names = ast.parse(line).body[0].value.args
        check = PublicCheck(exercise.value, tuple(name.id for name in names))
        table[NOTEBOOK_OF[grade_id]] = (*table.get(NOTEBOOK_OF[grade_id], ()), check)
    return table


class Checker:
    """Runs the checks of one notebook in a jailed worker, where they share what it defines, as in a kernel.

    Args:
        wall: what build_wall gave.
        notebook: canonical name.
        books: canonical name -> Notebook; itself, and what it may import from.
        seconds: what one check may take.
    """

    def __init__(self, wall, notebook: str, books: dict[str, Notebook], seconds: float = CALL_SECONDS):
        self._cells, self._notebook = {name: book.sources for name, book in books.items()}, notebook
        names = {name for check in public_checks()[notebook] for name in check.names}
        self._shared = SharedWorker(wall, self._cells)
        self._session = Session(self._shared, notebook, sorted(names), seconds=seconds)

    def run(self, check: PublicCheck) -> Verdict:
        """What one check says. Raises WallError, and nothing that a student could cause."""
        self._session.fresh()
        try:
            for name in check.names:
                self._session.need(name)
            return _from_reply(self._session.ask("check", self._notebook, check.exercise, list(check.names)))
        except tuple(_STATES) as error:
            return self._ended_by(error)

    def _ended_by(self, error):
        sources = {(name, index): source for name, cells in self._cells.items() for index, source in cells}
        parts = explain(error, sources)
        lines = Finding(parts["what"], parts.get("where", ""), hint=parts.get("hint", "")).lines()
        if said := _said(error):
            lines.append(f"  error    {said}")
        state = next(state for kind, state in _STATES.items() if isinstance(error, kind))
        return Verdict(state, _shown("\n".join(lines)))

    def close(self) -> None:
        """End the worker."""
        self._shared.close()


def _said(error):
    """The text of the student's exception: no hidden inputs are about, so its author may read it."""
    if isinstance(error, Missing):
        return error.failure["type"] and f"{error.failure['type']}: {error.failure['text']}"
    return f"{error.type}: {error.text}" if isinstance(error, StudentError) and error.text else ""


def _from_reply(reply):
    """The reply to "check" in the form we expect, whatever the worker sent. Raises Crashed."""
    if type(reply) is not list or [type(part) for part in reply] != [str, str, list] or reply[0] not in _VERDICTS:
        raise Crashed("its verdict was not one")
    state, message, notes = reply
    if state == PASSED:
        return Verdict(state)
    notes = [printable(note) for note in notes[:_MOST_NOTES] if type(note) is str]
    return Verdict(state, (*_shown(message), *notes))


def _shown(text):
    """Lines of text that a terminal can show, indented as they were."""
    lines = text[:_MOST_CHARACTERS].split("\n")[:_MOST_LINES]
    return tuple(" " * (len(line) - len(line.lstrip(" "))) + printable(line) for line in lines)
