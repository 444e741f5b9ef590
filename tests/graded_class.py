"""Harness of the tests of exports: graded folders made of records, and the command upon them."""

from bpgrade.cli import main
from bpgrade.record import Outcome, Report, Status, TestResult

STAFF = "hidden input 0.123456"  # what only staff may read
# A formula, markup, an escape sequence, half a surrogate pair, text that runs backwards, and what XML forbids.
HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>]]>&amp;\x1b[31m\ud800\u202e\x00\x0b\ufffe'


def result(grade_id="relu", outcome=Outcome.PASSED, points=1.0, **rest):
    """A hidden test's result, worth at least 1 point; its `staff` must never be seen."""
    fields = {"title": f"{grade_id} is right", "staff": STAFF} | rest
    return TestResult(
        f"test_x.py::test_{grade_id}", grade_id, outcome=outcome, points=points, max_points=max(points, 1.0), **fields
    )


def report(submission_id="s001", score=60.0, max_score=100.0, tests=None, **fields):
    """A report with this score, in one test unless `tests` are given."""
    outcome = Outcome.PASSED if score == max_score else Outcome.FAILED
    one = TestResult("test_x.py::test_relu", "relu", "relu is right", outcome, score, max_score, staff=STAFF)
    defaults = {
        "content_hash": "ab" * 32,
        "kit_version": "0.1.0",
        "isolation": "full (landlock 7, seccomp)",
        "status": Status.GRADED,
        "notes": (),
        "secret_fingerprint": "12ab",
        "seconds": 0.5,
    }
    return Report.from_tests([one] if tests is None else tests, submission_id=submission_id, **(defaults | fields))


def save(folder, *reports):
    """Lays out reports as `bpgrade grade` does; gives the folder."""
    for number, each in enumerate(reports):
        # names of folders sort otherwise than ids, so that a test sees which of the two counts
        place = folder / f"f{len(reports) - number}"
        place.mkdir(parents=True)
        each.save(place / "report.json")
    return folder


def export(*arguments):
    """Exit status of `bpgrade export` with these arguments."""
    return main(["export", *map(str, arguments)])
