"""feedback.html: what one student reads. It holds nothing that a hidden test must keep to itself."""

from bpgrade.output import number
from bpgrade.record import NOTEBOOK_OF, CellScore, Outcome, Report, Status, TestResult
from bpgrade.reports import page

_DECIMALS = 2  # the record and the CSV keep 4

# For each outcome: a sign that needs no colour, the word beside it, and a sentence where the record has none.
_WORDS = {
    Outcome.PASSED: ("✓", "passed", ""),
    Outcome.FAILED: ("✗", "not right yet", "The result differs from what is expected."),
    Outcome.ERRORED: ("!", "stopped with an error", "Your code raised an exception."),
    Outcome.TIMED_OUT: (
        "…", "took too long", "Your code did not finish in time: look for a loop that never ends.",
    ),
    Outcome.CRASHED: ("■", "crashed", "The Python process ended while it ran your code."),
    Outcome.MISSING: (
        "?", "not found", "A name that this test needs is not defined in your notebook.",
    ),
    Outcome.SKIPPED: (
        "-", "not run", "It needs another test that has not passed: solve that one first.",
    ),
    Outcome.BROKEN: (
        "○", "could not be graded", "The grader failed here, not your code: this costs you no points.",
    ),
}  # fmt: skip

_STATUS = {
    Status.GRADED: "",
    Status.PARTIAL: "Part of your submission is missing or could not be read; the rest was graded.",
    Status.UNREADABLE: "None of your notebooks could be read, so nothing was graded.",
    Status.EMPTY: "There was no notebook in your submission, so nothing was graded.",
}


def render(report: Report) -> str:
    """The page for the student: HTML in one piece, without scripts, links to elsewhere, or staff's texts."""
    return page.render(
        "feedback.html.j2",
        report=report,
        status=_STATUS[report.status],
        cells=[_cell(cell) for cell in report.cells],
        score=f"{number(report.final, _DECIMALS)} of {number(report.max_score, _DECIMALS)} points",
        late=_late(report),
        bonus=f"{number(report.bonus, _DECIMALS)} of {number(report.max_bonus, _DECIMALS)} bonus points",
    )


def _late(report: Report) -> str:
    """The sentence on how the score came about when the work was late; empty when it was not."""
    if not report.days_late:
        return ""
    score, penalty = number(report.score, _DECIMALS), number(report.penalty, _DECIMALS)
    less = f", less {penalty} for handing it in" if report.penalty else "; nothing was taken off for handing it in"
    return f"{score} points for your work{less} {report.days_late} day{'' if report.days_late == 1 else 's'} late"


def _cell(cell: CellScore) -> dict:
    return {
        "grade_id": cell.grade_id,
        "notebook": NOTEBOOK_OF.get(cell.grade_id, ""),
        "points": f"{number(cell.points, _DECIMALS)} of {number(cell.max_points, _DECIMALS)}",
        "passed": sum(test.outcome == Outcome.PASSED for test in cell.tests),
        "tests": [_test(test) for test in cell.tests],
    }


def _test(test: TestResult) -> dict:
    # Field by field, so that `staff` cannot get into the template.
    sign, words, sentence = _WORDS[test.outcome]
    return {
        "title": test.title,
        "outcome": test.outcome.value.lower().replace("_", "-"),
        "sign": sign,
        "words": words,
        "points": f"{number(test.points, _DECIMALS)} of {number(test.max_points, _DECIMALS)}",
        "what": test.what or sentence,
        "details": [
            (label, text)
            for label, text in [("where", test.where), ("how far off", test.how_far), ("hint", test.hint)]
            if text
        ],
    }


def status_sentence(report: Report) -> str:
    """What the student reads about a submission that could not be graded as a whole; empty when it could."""
    return _STATUS[report.status]


def as_text(test: TestResult) -> str:
    """What the student reads about a test, as plain text without markup; empty for most that passed."""
    shown = _test(test)
    lines = [shown["what"], *(f"{label}: {text}" for label, text in shown["details"])]
    return page.clean("\n".join(lines)).strip()
