"""What becomes of a test's outcome: its points, and the result record of a whole submission."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from bpgrade import __version__, reference
from bpgrade.catalogue import HiddenTest, hidden_tests
from bpgrade.intake import Submission
from bpgrade.record import NOTEBOOK_OF, WRITTEN, Outcome, Report, TestResult, shares
from bpgrade.secret import fingerprint

_NO_FAULT = "through no fault of yours; it costs you nothing, and your instructor has been told."


def chosen(tests: Iterable[HiddenTest], only: frozenset[str] | None) -> list[HiddenTest]:
    """The tests of these notebooks; all of them when `only` is None."""
    return [test for test in tests if only is None or test.notebook in only]


def max_points(tests: Iterable[HiddenTest]) -> dict[str, float]:
    """test id -> points: each grade cell's points split over its tests by weight."""
    by_cell = defaultdict(list)
    for test in tests:
        by_cell[test.grade_id].append(test)
    worth = {}
    for grade_id, members in by_cell.items():
        split = shares(reference.points()[grade_id], [test.weight for test in members])
        worth.update(zip([test.id for test in members], split, strict=True))
    return worth


def unreadable(notebook: str, submission: Submission) -> dict | None:
    """Fields of the result of a test whose notebook is not there: it needs no worker to fail."""
    if notebook in submission.notebooks:
        return None
    reasons = [problem.sentence for problem in submission.problems if problem.notebook == notebook]
    what = reasons[0] if reasons else f"{notebook} was not handed in."
    return {"outcome": Outcome.MISSING, "what": what}


def written(submission: Submission) -> list[TestResult]:
    """The results of the answers in words: that they wait for a person, or that there is none."""
    return [
        TestResult(
            test_id=f"written/{grade_id}", grade_id=grade_id, title=f"Your answer in words: {WRITTEN[grade_id]}",
            points=0.0, max_points=each.points,
            **(unreadable(NOTEBOOK_OF[grade_id], submission) or _answered(grade_id, submission, each.handed_out)),
        )
        for grade_id, each in reference.written().items()
    ]  # fmt: skip


def _answered(grade_id, submission, handed_out):
    text = submission.notebooks[NOTEBOOK_OF[grade_id]].answers.get(grade_id, "")
    lines = ("".join(filter(str.isprintable, line)).strip() for line in text.split("\n"))
    if any(line and line not in handed_out for line in lines):
        return {"outcome": Outcome.MANUAL}
    return {"outcome": Outcome.MISSING, "what": "Nothing was written here."}


def skipped(test: HiddenTest, earlier: dict) -> dict | None:
    """Fields of the result of a test that a wrong value has made pointless.

    After an exception it is not: what the test itself meets says more.

    Args:
        earlier: (grade id, test name) -> results so far.
    """
    for name in test.needs:
        for result in earlier.get((test.grade_id, name), []):
            if result.outcome in (Outcome.FAILED, Outcome.TIMED_OUT, Outcome.CRASHED, Outcome.SKIPPED):
                what = f"Not tried, because another test has to pass first: {result.title}"
                return {"outcome": Outcome.SKIPPED, "what": what}
    return None


def counted(tests: Iterable[HiddenTest], results: list[TestResult]) -> list[TestResult]:
    """The results with the points of promises taken back where none of the values that they rest on is right.

    Args:
        tests, results: in the same order; all tests of a notebook together.
    """
    tests = list(tests)
    right = {
        (test.grade_id, test.name)
        for test, result in zip(tests, results, strict=True)
        if result.outcome in (Outcome.PASSED, Outcome.BROKEN)
    }
    return [_counted(test, result, right) for test, result in zip(tests, results, strict=True)]


def _counted(test, result, right):
    holds = not test.rests_on or any((test.grade_id, name) in right for name in test.rests_on)
    if holds or result.outcome is not Outcome.PASSED:
        return result
    what = "Does not count yet, because none of the values of this exercise is right: solve those tests first."
    return replace(result, outcome=Outcome.SKIPPED, points=0.0, what=what)


def in_order(tests: Iterable[HiddenTest], results: Iterable[TestResult]) -> list[TestResult]:
    """Results in the order of the hidden tests."""
    place = {test.id: number for number, test in enumerate(tests)}
    return sorted(results, key=lambda result: place[result.test_id])


def broken(staff: str) -> dict:
    """Fields of the result of a test that we could not carry out. staff: what staff should know."""
    return {"outcome": Outcome.BROKEN, "what": f"This test failed {_NO_FAULT}", "staff": staff}


def scored(test: HiddenTest, parts: dict, most: float, seconds: float = 0.0) -> TestResult:
    """A test's result with its points. parts: outcome and sentences; most: points when it is passed."""
    keeps = parts["outcome"] in (Outcome.PASSED, Outcome.BROKEN)
    return TestResult(
        test_id=test.id, grade_id=test.grade_id, title=test.title, points=most if keeps else 0.0, max_points=most,
        seconds=seconds, **parts,
    )  # fmt: skip


def record(submission: Submission, results: list[TestResult], secret: bytes, **rest) -> Report:
    """The result record of a submission: the results of hidden tests, and what becomes of its answers in words.

    Args:
        rest: isolation, seconds, and notes that come before the intake's.
    """
    notes = (*rest.pop("notes", ()), *(problem.sentence for problem in submission.problems))
    return Report.from_tests(
        [*results, *written(submission)], submission_id=submission.id, content_hash=submission.content_hash,
        kit_version=__version__, status=submission.status, secret_fingerprint=fingerprint(secret), notes=notes, **rest,
    )  # fmt: skip


def broken_record(
    submission: Submission,
    secret: bytes,
    staff: str,
    only: frozenset[str] | None = None,
    kept: Iterable[TestResult] = (),
) -> Report:
    """The result record of a submission that no process could grade: BROKEN, as far as it can be read at all.

    Args:
        staff: what staff should know.
        only: the notebooks that were to be tested; all when None. kept: results of the others.
    """
    worth = max_points(hidden_tests())
    results = [
        scored(test, unreadable(test.notebook, submission) or broken(staff), worth[test.id])
        for test in chosen(hidden_tests(), only)
    ]
    note = f"Your submission could not be graded {_NO_FAULT}"
    isolation = "unknown (the process that graded it ended)"
    results = in_order(hidden_tests(), [*results, *kept])
    return record(submission, results, secret, isolation=isolation, notes=(note,), seconds=0.0)
