"""Grades one submission: every hidden test against jailed workers, then the result record."""

import contextlib
import time
import traceback
from collections.abc import Iterable

import numpy as np

from bpgrade import expect, oracle, reference
from bpgrade.catalogue import HiddenTest, hidden_tests
from bpgrade.intake import Submission
from bpgrade.record import Outcome, Report, TestResult
from bpgrade.rehearsal import Diverged, Rehearsal
from bpgrade.scoring import broken, chosen, counted, in_order, max_points, record, scored, skipped, unreadable
from bpgrade.secret import generator
from bpgrade.session import CALL_SECONDS, Missing, Session
from bpgrade.student import Student
from bpgrade.verdict import explain
from bpgrade.wall.client import Crashed, Killed, StudentError, TimedOut
from bpgrade.wall.levels import WallError
from bpgrade.wall.shared import SharedWorker
from bpkit.compare import Mismatch

_STUDENTS_DOING = (Mismatch, Missing, StudentError, TimedOut, Crashed)
_TOGETHER = "all notebooks that have no worker to themselves"
_FALLS = 3  # of the wall that one test may meet before it is given up


class Bench:
    """One submission on the table: its sessions, and the fixtures of any hidden test.

    Args:
        wall: what build_wall gave.
        secret: bytes from which inputs are drawn.
        cells: notebook name -> ((index, source), ...) of what was handed in.
        seconds: what one question to student code may take.
        scripts: test id -> Script of tests that have passed before; added to.
        earlier: (grade id, test name) -> results so far; filled by whoever runs the tests.
    """

    def __init__(self, wall, secret, cells, seconds=CALL_SECONDS, scripts=None):
        self.wall, self.secret, self.cells, self._seconds = wall, secret, cells, seconds
        self._scripts = {} if scripts is None else scripts
        self.earlier = {}
        self._set_up()

    def _set_up(self):
        self._workers, self._sessions = {_TOGETHER: self._new_worker()}, {}

    def run(self, test: HiddenTest):
        """Run one hidden test. Returns nothing; raises what the test raises.

        What goes wrong counts only where no other notebook has been: there nothing but its own code is to blame.
        """
        try:
            self._attempt(test)
        except (WallError, KeyboardInterrupt):
            raise
        except BaseException:  # pytest's own outcomes are no Exceptions
            if not self._moves_out(test.notebook):
                raise
            self._attempt(test)

    def _moves_out(self, notebook):
        """Give a notebook a worker to itself; False if it has one."""
        sessions = [session for session in self._sessions.values() if session.notebook == notebook]
        if sessions[0].shared.residents <= {notebook}:
            return False
        self._workers[notebook] = self._new_worker()
        for session in sessions:
            session.move(self._workers[notebook])
        return True

    def _new_worker(self):
        return SharedWorker(self.wall, self.cells)

    def _attempt(self, test):
        rehearsal = Rehearsal(self._scripts.get(test.id))
        try:
            self._run(test, rehearsal)
        except Diverged:  # as a rule something is wrong
            self._moves_out(test.notebook)
            rehearsal = Rehearsal()
            self._run(test, rehearsal)
        if test.id not in self._scripts:
            self._scripts[test.id] = rehearsal.script()

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
        code = test.function.__code__
        return {name: known[name] for name in code.co_varnames[: code.co_argcount] if name in known}

    def charged(self, grade_id: str, name: str) -> bool:
        """Whether a test that has been run cost points: what builds on its mistake need not be charged again."""
        return any(
            result.outcome not in (Outcome.PASSED, Outcome.BROKEN) for result in self.earlier.get((grade_id, name), ())
        )

    def _session(self, test):
        key = (test.notebook, test.layers)
        if key not in self._sessions:
            names, lent = reference.asked_for(test.notebook), reference.lent(test.notebook, test.layers)
            worker = self._workers.get(test.notebook, self._workers[_TOGETHER])
            self._sessions[key] = Session(worker, test.notebook, names, lent, self._seconds)
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
        for worker in self._workers.values():
            with contextlib.suppress(WallError):  # the wall has fallen, and its workers with it
                worker.close()


def in_turn(tests: Iterable[HiddenTest]) -> list[HiddenTest]:
    """Tests notebook by notebook, those to which little is lent first: so one worker can serve them all."""
    return sorted(tests, key=lambda test: (test.notebook, len(reference.lent(test.notebook, test.layers))))


class Grader:
    """Grades submissions, one after the other, behind one wall.

    Args:
        wall_factory: callable that builds the wall; called again when the wall has fallen.
        secret: bytes from which hidden inputs are drawn.
        tests: the hidden tests; all of them when None.
        seconds: what one question to student code may take.
    """

    def __init__(self, wall_factory, secret, tests=None, seconds=CALL_SECONDS):
        self._wall_factory, self.secret, self._seconds = wall_factory, secret, seconds
        self.tests = hidden_tests() if tests is None else tests
        self.max_points = max_points(self.tests)
        self.wall, self._fallen, self._scripts = wall_factory(), False, {}

    def grade(
        self, submission: Submission, only: frozenset[str] | None = None, kept: Iterable[TestResult] = ()
    ) -> Report:
        """The result record of one submission. Never raises for anything a student can do.

        Args:
            only: the notebooks whose tests are run; all when None.
            kept: results of other notebooks that still hold; they take their place among the new ones.
        """
        started = time.perf_counter()
        cells = {name: book.sources for name, book in submission.notebooks.items()}
        bench = Bench(self.wall, self.secret, cells, self._seconds, self._scripts)
        tests, results = in_turn(chosen(self.tests, only)), []
        try:
            for test in tests:
                result = self._result(bench, test, submission)
                bench.earlier.setdefault((test.grade_id, test.name), []).append(result)
                results.append(result)
        finally:
            bench.close()
        results = in_order(self.tests, [*counted(tests, results), *kept])
        return record(submission, results, self.secret, isolation=str(self.wall.level), seconds=_elapsed(started))

    def _result(self, bench, test, submission):
        started = time.perf_counter()
        parts = unreadable(test, submission) or skipped(test, bench.earlier) or self._outcome(bench, test)
        return scored(test, parts, self.max_points[test.id], seconds=_elapsed(started))

    def _outcome(self, bench, test):
        try:
            self._run(bench, test)
        except _STUDENTS_DOING as error:
            return explain(error, bench.sources())
        except WallError:
            return broken(traceback.format_exc(limit=-5))
        except KeyboardInterrupt:
            raise
        except BaseException:  # pytest's own outcomes are no Exceptions
            return self._whose_fault(test)
        return {"outcome": Outcome.PASSED}

    def _run(self, bench, test):
        """Run a test; after a fault of the machine once more: a wall that has fallen, a worker that was killed."""
        falls, killed = 0, False
        while True:
            try:
                bench.stand_behind(self._standing_wall())
                return bench.run(test)
            except WallError:
                self._fallen, falls = True, falls + 1
                if falls > _FALLS:
                    raise
            except Killed:
                if killed:  # twice is no accident
                    raise
                killed = True

    def _standing_wall(self):
        """The wall; built again when it has fallen, but never as a weaker one."""
        if self._fallen:
            self.wall.close()
            wall = self._wall_factory()
            if wall.level.letter > self.wall.level.letter:
                wall.close()
                raise WallError(f"the wall could be built again only as {wall.level}")
            self.wall, self._fallen = wall, False
        return self.wall

    def _whose_fault(self, test):
        """A test stumbled over what it was given. If the reference passes, the student's value was the cause."""
        trace = traceback.format_exc(limit=-3)
        control = Bench(self.wall, self.secret, reference.cells())
        try:
            self._run(control, test)
        except Exception:
            return broken(traceback.format_exc(limit=-5))
        finally:
            control.close()
        what = "Your code returned something that this test could not work with."
        hint = "Compare the types and shapes of everything you return with the docstrings in the notebook."
        return {"outcome": Outcome.ERRORED, "what": what, "hint": hint, "staff": trace}

    def close(self):
        """Take the wall down."""
        self.wall.close()


def _elapsed(started):
    return round(time.perf_counter() - started, 4)
