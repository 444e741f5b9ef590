"""One submission among the hidden tests: what each test works with, and in which jailed worker."""

import contextlib

import numpy as np

from bpgrade import expect, oracle, reference
from bpgrade.catalogue import HiddenTest
from bpgrade.record import Outcome
from bpgrade.rehearsal import Diverged, Rehearsal
from bpgrade.secret import generator
from bpgrade.session import CALL_SECONDS, Session
from bpgrade.student import Student
from bpgrade.wall.levels import WallError
from bpgrade.wall.shared import SharedWorker


class Bench:
    """One submission on the table: its sessions, and the fixtures of any hidden test.

    Args:
        wall: what build_wall gave.
        secret: bytes from which inputs are drawn.
        cells: notebook name -> ((index, source), ...) of what was handed in.
        seconds: what one question to student code may take.
        scripts: test id -> Script of tests that have passed before, or None; added to.
        earlier: (grade id, test name) -> results so far; filled by whoever runs the tests.
    """

    def __init__(self, wall, secret, cells, seconds=CALL_SECONDS, scripts=None):
        self.wall, self.secret, self.cells, self._seconds = wall, secret, cells, seconds
        self._scripts = {} if scripts is None else scripts
        self.earlier = {}
        self._set_up()

    def _set_up(self):
        self._workers, self._sessions = [self._new_worker()], {}  # the first is for all groups, until they move out

    def run(self, test: HiddenTest):
        """Run one hidden test. Returns nothing; raises what the test raises.

        What goes wrong counts only where no other group has been: there nothing but its own code is to blame.
        """
        try:
            self._attempt(test)
        except (WallError, KeyboardInterrupt):
            raise
        except BaseException:  # pytest's own outcomes are no Exceptions
            if not self._moves_out(test):
                raise
            self._attempt(test)

    def _moves_out(self, test):
        """Give a test's group a worker to itself; False if it has one."""
        session = self._session(test)
        if session.shared.residents <= {session.group}:
            return False
        self._workers.append(self._new_worker())
        session.move(self._workers[-1])
        return True

    def _new_worker(self):
        return SharedWorker(self.wall, self.cells)

    def _attempt(self, test):
        known = self._scripts.get(test.id)
        try:
            rehearsal = self._session(test).rehearse(known)
            if rehearsal.passes:
                return
            self._run(test, rehearsal)
        except Diverged:  # as a rule something is wrong
            self._moves_out(test)
            rehearsal = Rehearsal()
            self._run(test, rehearsal)
        if test.id not in self._scripts:
            self._scripts[test.id] = rehearsal.script()
        elif "charged" not in arguments(test):  # else the verdict depends on other tests as well
            rehearsal.remember()

    def _run(self, test, rehearsal):
        with np.errstate(all="ignore"):  # a student's NaN is judged, not warned of
            test.function(**self.fixtures(test, rehearsal), **test.parameters)
        self.flush(test)

    def flush(self, test: HiddenTest):
        """Let the jail do what a test has asked for without waiting; raises what comes of it."""
        self._session(test).flush()

    def fixtures(self, test: HiddenTest, rehearsal: Rehearsal | None = None) -> dict:
        """The things a hidden test works with."""
        session = self._session(test)
        session.fresh(rehearsal)
        known = {
            "student": Student(session),
            "oracle": oracle,
            "expect": expect,
            "charged": self.charged,
            "rng": generator(self.secret, test.id),
        }
        return {name: known[name] for name in arguments(test) if name in known}

    def charged(self, grade_id: str, name: str) -> bool:
        """Whether a test that has been run cost points: what builds on its mistake need not be charged again."""
        return any(
            result.outcome not in (Outcome.PASSED, Outcome.BROKEN) for result in self.earlier.get((grade_id, name), ())
        )

    def _session(self, test):
        key = (test.notebook, test.layers)
        if key not in self._sessions:
            names, lent = reference.asked_for(test.notebook), reference.lent(test.notebook, test.layers)
            self._sessions[key] = Session(self._workers[0], test.notebook, names, lent, self._seconds)
        return self._sessions[key]

    def sources(self) -> dict:
        """(notebook, cell index) -> source, of what was handed in."""
        return {(name, index): source for name, cells in self.cells.items() for index, source in cells}

    def stand_behind(self, wall):
        """Use another wall from now on, when it is another."""
        if wall is not self.wall:
            self.close()
            self.wall = wall
            self._set_up()

    def close(self):
        """End all its workers."""
        for worker in self._workers:
            with contextlib.suppress(WallError):  # the wall has fallen, and its workers with it
                worker.close()


def arguments(test: HiddenTest) -> tuple[str, ...]:
    """The names of what a hidden test works with."""
    code = test.function.__code__
    return code.co_varnames[: code.co_argcount]
