"""Grades one submission: every hidden test against jailed workers, then the result record."""

import time
import traceback
from collections.abc import Iterable

from bpgrade import reference
from bpgrade.catalogue import HiddenTest, hidden_tests
from bpgrade.intake import Submission
from bpgrade.record import Outcome, Report, TestResult
from bpgrade.scoring import broken, chosen, counted, in_order, max_points, record, scored, skipped, unreadable
from bpgrade.session import CALL_SECONDS, Missing
from bpgrade.verdict import explain
from bpgrade.wall.client import Crashed, Killed, StudentError, TimedOut
from bpgrade.wall.levels import WallError
from bpgrade.workbench import Bench
from bpkit.compare import Mismatch

_STUDENTS_DOING = (Mismatch, Missing, StudentError, TimedOut, Crashed)
_FALLS = 3  # of the wall that one test may meet before it is given up


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
        tests, results = in_turn(chosen(self.tests, only)), []
        self._learn([test for test in tests if test.id not in self._scripts and test.notebook in submission.notebooks])
        started = time.perf_counter()
        cells = {name: book.sources for name, book in submission.notebooks.items()}
        bench = Bench(self.wall, self.secret, cells, self._seconds, self._scripts)
        try:
            for test in tests:
                result = self._result(bench, test, submission)
                bench.earlier.setdefault((test.grade_id, test.name), []).append(result)
                results.append(result)
        finally:
            bench.close()
        results = in_order(self.tests, [*counted(tests, results), *kept])
        return record(submission, results, self.secret, isolation=str(self.wall.level), seconds=_elapsed(started))

    def _learn(self, tests):
        """Keep what tests ask, by the reference: so what a submission is asked does not hang on who came before it."""
        bench = Bench(self.wall, self.secret, reference.cells(), self._seconds, self._scripts)
        try:
            for test in tests:
                try:
                    self._run(bench, test)
                except KeyboardInterrupt:
                    raise
                except BaseException:  # whose fault it is will show; pytest's own outcomes are no Exceptions
                    self._scripts[test.id] = None
        finally:
            bench.close()

    def _result(self, bench, test, submission):
        started = time.perf_counter()
        parts = unreadable(test.notebook, submission) or skipped(test, bench.earlier) or self._outcome(bench, test)
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
        control = Bench(self.wall, self.secret, reference.cells(), self._seconds, self._scripts)
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
