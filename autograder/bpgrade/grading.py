"""Grades one submission: every hidden test against jailed workers, then the result record."""

import time
import traceback
from collections import defaultdict

from bpgrade import __version__, expect, oracle, reference
from bpgrade.catalogue import HiddenTest, hidden_tests
from bpgrade.intake import Submission
from bpgrade.record import Outcome, Report, TestResult, shares
from bpgrade.secret import fingerprint, generator
from bpgrade.session import Missing, Session
from bpgrade.student import Student
from bpgrade.verdict import explain
from bpgrade.wall.client import Crashed, StudentError, TimedOut
from bpgrade.wall.levels import WallError
from bpkit.compare import Mismatch

_STUDENTS_DOING = (Mismatch, Missing, StudentError, TimedOut, Crashed)


class Bench:
    """One submission on the table: its sessions, and the fixtures of any hidden test.

    Args:
        wall: what build_wall gave.
        secret: bytes from which inputs are drawn.
        cells: notebook name -> ((index, source), ...) of what was handed in.
    """

    def __init__(self, wall, secret, cells):
        self.wall, self.secret, self.cells = wall, secret, cells
        self._sessions = {}

    def run(self, test: HiddenTest):
        """Run one hidden test. Returns nothing; raises what the test raises."""
        test.function(**self.fixtures(test), **test.parameters)
        self.flush(test)

    def flush(self, test: HiddenTest):
        """Let the jail do what a test has asked for without waiting; raises what comes of it."""
        self._session(test).flush()

    def fixtures(self, test: HiddenTest) -> dict:
        """The four things a hidden test works with."""
        session = self._session(test)
        session.fresh()
        known = {
            "student": Student(session),
            "oracle": oracle,
            "expect": expect,
            "rng": generator(self.secret, test.id),
        }
        code = test.function.__code__
        return {name: known[name] for name in code.co_varnames[: code.co_argcount] if name in known}

    def _session(self, test):
        key = (test.notebook, test.layers)
        if key not in self._sessions:
            names, lent = reference.asked_for(test.notebook), reference.lent(test.notebook, test.layers)
            self._sessions[key] = Session(self.wall, self.cells, test.notebook, names, lent)
        return self._sessions[key]

    def sources(self) -> dict:
        """(notebook, cell index) -> source, of what was handed in."""
        return {(name, index): source for name, cells in self.cells.items() for index, source in cells}

    def close(self):
        """End all its workers."""
        for session in self._sessions.values():
            session.close()
        self._sessions.clear()


class Grader:
    """Grades submissions, one after the other, behind one wall.

    Args:
        wall_factory: callable that builds the wall; called again when the wall has fallen.
        secret: bytes from which hidden inputs are drawn.
        tests: the hidden tests; all of them when None.
    """

    def __init__(self, wall_factory, secret, tests=None):
        self._wall_factory, self.secret = wall_factory, secret
        self.tests = hidden_tests() if tests is None else tests
        self.max_points = _max_points(self.tests)
        self.wall = wall_factory()

    def grade(self, submission: Submission, only: frozenset[str] | None = None) -> Report:
        """The result record of one submission. Never raises for anything a student can do.

        Args:
            only: the notebooks whose tests are run; all when None.
        """
        started = time.perf_counter()
        cells = {name: book.sources for name, book in submission.notebooks.items()}
        bench = Bench(self.wall, self.secret, cells)
        results, earlier = [], {}
        try:
            for test in (test for test in self.tests if only is None or test.notebook in only):
                result = self._result(bench, test, submission, earlier)
                earlier.setdefault((test.grade_id, test.name), []).append(result)
                results.append(result)
        finally:
            bench.close()
        return Report.from_tests(
            results, submission_id=submission.id, content_hash=submission.content_hash, kit_version=__version__,
            isolation=str(self.wall.level), status=submission.status, secret_fingerprint=fingerprint(self.secret),
            notes=tuple(problem.sentence for problem in submission.problems), seconds=_elapsed(started),
        )  # fmt: skip

    def _result(self, bench, test, submission, earlier):
        started = time.perf_counter()
        parts = _unreadable(test, submission) or _skipped(test, earlier) or self._outcome(bench, test)
        keeps = parts["outcome"] in (Outcome.PASSED, Outcome.BROKEN)
        most = self.max_points[test.id]
        return TestResult(
            test_id=test.id, grade_id=test.grade_id, title=test.title, points=most if keeps else 0.0, max_points=most,
            seconds=_elapsed(started), **parts,
        )  # fmt: skip

    def _outcome(self, bench, test):
        try:
            bench.run(test)
        except _STUDENTS_DOING as error:
            return explain(error, bench.sources())
        except WallError:
            return self._after_a_fall(bench, test)
        except KeyboardInterrupt:
            raise
        except BaseException:  # pytest's own outcomes are no Exceptions
            return self._whose_fault(test)
        return {"outcome": Outcome.PASSED}

    def _after_a_fall(self, bench, test):
        """The wall itself failed: build it again and give the test one more chance."""
        try:
            self.wall.close()
            bench.close()
            self.wall = bench.wall = self._wall_factory()
            bench.run(test)
        except _STUDENTS_DOING as error:
            return explain(error, bench.sources())
        except Exception:
            return _broken()
        return {"outcome": Outcome.PASSED}

    def _whose_fault(self, test):
        """A test stumbled over what it was given. If the reference passes, the student's value was the cause."""
        trace = traceback.format_exc(limit=-3)
        control = Bench(self.wall, self.secret, reference.cells())
        try:
            control.run(test)
        except Exception:
            return _broken()
        finally:
            control.close()
        what = "Your code returned something that this test could not work with."
        hint = "Compare the types and shapes of everything you return with the docstrings in the notebook."
        return {"outcome": Outcome.ERRORED, "what": what, "hint": hint, "staff": trace}

    def close(self):
        """Take the wall down."""
        self.wall.close()


def _broken():
    what = "This test failed through no fault of yours; it costs you nothing, and your instructor has been told."
    return {"outcome": Outcome.BROKEN, "what": what, "staff": traceback.format_exc(limit=-5)}


def _unreadable(test, submission):
    """A notebook that is not there needs no worker to fail."""
    if test.notebook in submission.notebooks:
        return None
    reasons = [problem.sentence for problem in submission.problems if problem.notebook == test.notebook]
    what = reasons[0] if reasons else f"{test.notebook} was not handed in."
    return {"outcome": Outcome.MISSING, "what": what}


def _skipped(test, earlier):
    """What a wrong value makes pointless is not tried. After an exception it is: its own exception says more."""
    for name in test.needs:
        for result in earlier.get((test.grade_id, name), []):
            if result.outcome in (Outcome.FAILED, Outcome.TIMED_OUT, Outcome.CRASHED, Outcome.SKIPPED):
                what = f"Not tried, because another test has to pass first: {result.title}"
                return {"outcome": Outcome.SKIPPED, "what": what}
    return None


def _max_points(tests):
    """test id -> points: each grade cell's points split over its tests by weight."""
    by_cell = defaultdict(list)
    for test in tests:
        by_cell[test.grade_id].append(test)
    worth = {}
    for grade_id, members in by_cell.items():
        split = shares(reference.points()[grade_id], [test.weight for test in members])
        worth.update(zip([test.id for test in members], split, strict=True))
    return worth


def _elapsed(started):
    return round(time.perf_counter() - started, 4)
