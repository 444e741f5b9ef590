"""One group of hidden tests on one submission: what is defined for it in the jailed worker, and what overran."""

import itertools
import time

from bpgrade.rehearsal import Diverged, Rehearsal
from bpgrade.wall.client import Crashed, Killed, StudentError, TimedOut

CALL_SECONDS = 4.0  # for one question, unless the instructor says otherwise; the other times follow from it
LOAD = 1.5  # defining classes takes milliseconds; a busy machine gets the rest
REHEARSAL = 1 / 4  # for all questions of a test in one go; who is slower is asked one by one
LATER = 1 / 8  # for a function that has overrun before: one endless loop must not cost a minute
ALL = 15  # for everything a notebook is asked: whoever is slow everywhere must not keep the class waiting
KIT = frozenset(["Parameter"])  # bpkit's own, defined beside the student's names


class Missing(Exception):
    """A name that an exercise needs is not defined. failure: dict of kind, type, text and place."""

    def __init__(self, name, notebook, failure):
        super().__init__(f"{name} is not defined in {notebook}")
        self.name, self.notebook, self.failure = name, notebook, failure


class UsedUp(TimedOut):
    """Not asked: the notebook has used up the time that all its questions together may take."""


class Session:
    """The definitions of a group in a worker, loaded when they are first needed, and again when the worker has died.

    Args:
        shared: the SharedWorker that holds them, and perhaps those of other sessions.
        notebook: the notebook whose names are asked for.
        names: all names its tests may ask for, defined together so that they share classes.
        lent: (source name, code, names) rows of definitions that replace the student's own.
        seconds: what one question may take.
    """

    def __init__(self, shared, notebook, names, lent=(), seconds=CALL_SECONDS):
        self._seconds, self._left = seconds, ALL * seconds
        self.notebook, self.names, self._lent = notebook, tuple(names), [list(row) for row in lent]
        self.group, self._sources = f"{notebook}, {len(lent)} lent", frozenset(row[0] for row in lent)
        self._turn = ["turn", [self.group]]
        self.move(shared)
        self.fresh()

    def move(self, shared):
        """Go to another SharedWorker, and forget all that went wrong in this one."""
        self.shared, self._worker, self._together = shared, None, True
        self._loaded, self._failures, self._dead_ends, self._overrun = set(), {}, {}, set()

    def fresh(self, rehearsal=None):
        """Start a test without the objects of the test before. rehearsal: what is known of its questions."""
        self._queue, self._numbers = [["forget", []], self._turn], itertools.count()
        self._rehearsal = rehearsal or Rehearsal()

    def need(self, name):
        """Make sure that a name is defined in the worker.

        Raises:
            Missing: it is not in the notebook.
            TimedOut, Crashed: what its definition needs does not come to an end, or ends the process.
        """
        if name in self._dead_ends:
            raise self._dead_ends[name]
        self._ensure_worker()
        if name not in self._loaded | self._failures.keys() | KIT:
            self._load_alone(name)
        if name in self._failures:
            raise Missing(name, self.notebook, self._failures[name])

    def _load_together(self):
        try:
            self._load(self.names)
        except (StudentError, TimedOut, Crashed):
            if self.shared.residents != {self.group}:  # another may be to blame
                raise
            # one definition hangs or crashes: from now on each is defined by itself, so that the others count
            self._together = False
            self._ensure_worker()

    def _load_alone(self, name):
        try:
            self._load([*self._loaded, name])
        except Killed:  # may be nobody's fault, so it decides nothing about the next time
            raise
        except (StudentError, TimedOut, Crashed) as error:
            self._dead_ends[name] = error
            raise

    def _load(self, names):
        steps = [self._turn, ["load", [self.notebook, self._lent, sorted(names)]]]
        reply = self._run(steps, LOAD * self._seconds)
        found, failures = _checked_load(reply, names)
        self._loaded |= found
        self._failures |= failures

    def _ensure_worker(self):
        if not self.shared.fits(self._worker, self._sources):
            self._worker = self.shared.worker(self.group, self._sources)
            self._loaded, self._failures = set(), {}
            if self._together:
                self._load_together()

    def later(self, operation, *arguments):
        """Queue an operation whose value nobody waits for: it goes along with the next question."""
        self._queue.append([operation, list(arguments)])

    def number(self):
        """A number under which the jail can keep an object, so that its handle is known before it exists."""
        return next(self._numbers)

    def ask(self, operation, *arguments):
        """What an operation of the worker's Desk gives, after all that was queued; Handles for what stays in the jail.

        Functions that have overrun before get less time.
        """
        self._ensure_worker()
        steps, self._queue = [*self._queue, [operation, list(arguments)]], []
        answers = self._rehearsal.answers_to(steps)
        if answers:
            if isinstance(answers[0], StudentError):
                raise answers[0]
            return answers[0]
        called = {(getattr(args[0], "type_name", args[0]), args[1]) for name, args in steps if name == "call"}
        try:
            return self._run(steps, self._seconds * (LATER if called & self._overrun else 1))
        except TimedOut:
            self._overrun |= called
            raise

    def rehearse(self, script):
        """A Rehearsal with the answers to a script's questions; without any where they have to be asked one by one.

        Raises:
            Diverged: something went wrong, and only asking one by one tells what.
        """
        if script is None or not self._together or self._overrun:
            return Rehearsal()
        self._ensure_worker()
        if not self._together:
            return Rehearsal()
        try:
            return self._timed(self._rehearsed, script)
        except (StudentError, TimedOut, Crashed):
            self._together &= self._worker.alive
            raise Diverged from None

    def _rehearsed(self, script):
        reply = self._worker.rehearse(script.frame, REHEARSAL * self._seconds)
        if script.passes_with(reply):
            return Rehearsal(script, reply, passes=True)
        return Rehearsal(script, reply, self._worker.read(reply, len(script.keys)))

    def _run(self, steps, seconds):
        return self._timed(self._worker.run, steps, seconds)

    def _timed(self, ask, *arguments):
        if self._left <= 0:
            raise UsedUp(ALL * self._seconds)
        started = time.monotonic()
        try:
            return ask(*arguments)
        finally:
            self._left -= time.monotonic() - started

    def flush(self):
        """Do what is still queued at the end of a test."""
        if any(operation not in ("forget", "turn") for operation, _ in self._queue):
            self.ask("forget")


def _checked_load(reply, names):
    """The reply to "load" in the form we expect, whatever the worker sent."""
    reply = _checked(reply, found=list, failures=dict)
    # strings only: `in` would ask whatever else is in the list to compare itself
    found = {each for each in reply["found"] if type(each) is str} & set(names)
    return found, {name: _checked_failure(reply["failures"].get(name)) for name in names if name not in found}


def _checked_failure(failure):
    failure = _checked(failure, kind=str, type=str, text=str)
    place = failure.get("place")
    fits = type(place) in (list, tuple) and [type(part) for part in place] == [str, int, int]
    parts = {"kind": failure["kind"], "type": failure["type"][:80], "text": failure["text"][:500]}
    return {**parts, "place": tuple(place) if fits else None}


def _checked(value, **types):
    """A dict whose values at these keys have exactly these types."""
    if type(value) is not dict or any(type(value.get(key)) is not kind for key, kind in types.items()):
        raise Crashed("its list of definitions was not one")
    return value
