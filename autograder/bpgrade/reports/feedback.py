"""feedback.html: what one student reads. It holds nothing that a hidden test must keep to itself."""

from bpgrade.output import number
from bpgrade.record import NOTEBOOK_OF, WRITTEN, CellScore, Outcome, Report, Status, TestResult
from bpgrade.reports import page

_DECIMALS = 2  # the record and the CSV keep 4
_NO_POINTS = "no points"

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
    Outcome.MANUAL: ("✎", "waits for a person", "Your answer is here: a person reads and grades it."),
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
        waiting=waiting_sentence(report),
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
    points = _points(cell.points, cell.max_points, cell.waits)
    return {
        "grade_id": cell.grade_id,
        "notebook": NOTEBOOK_OF.get(cell.grade_id, ""),
        "points": points,
        "heading": points if points == _NO_POINTS else f"{points} point{'' if points == 'up to 1' else 's'}",
        "passed": _passed(cell),
        "tests": [_test(test) for test in cell.tests],
    }


def _passed(cell: CellScore) -> str:
    """'9 of 10' tests; of an answer in words, which no test passes, whether it is there."""
    if cell.grade_id in WRITTEN:
        return "waits" if cell.waits else _WORDS[Outcome.MISSING][1]
    return f"{sum(test.outcome is Outcome.PASSED for test in cell.tests)} of {len(cell.tests)}"


def _points(points: float, most: float, waits: bool) -> str:
    """'1.5 of 2'; while a person is still to give them, nothing that could be taken for a grade."""
    if not most:
        return _NO_POINTS
    return ("up to " if waits else f"{number(points, _DECIMALS)} of ") + number(most, _DECIMALS)


def _test(test: TestResult) -> dict:
    # Field by field, so that `staff` cannot get into the template.
    sign, words, sentence = _WORDS[test.outcome]
    return {
        "title": test.title,
        "outcome": test.outcome.value.lower().replace("_", "-"),
        "sign": sign,
        "words": words,
        "points": _points(test.points, test.max_points, test.outcome is Outcome.MANUAL),
        "what": test.what or sentence,
        "details": [
            (label, text)
            for label, text in [("where", test.where), ("how far off", test.how_far), ("hint", test.hint)]
            if text
        ],
    }


def cell_html(score: CellScore | None) -> str:
    """The explanation of one grade cell, for a page of somebody else's. None: no hidden test is about it."""
    if score is None:
        return page.render("grade_cell.html.j2", cell=None)
    groups: dict[tuple, list[dict]] = {}
    for test in (_test(test) for test in score.tests):  # what is wrong with all of them is said once
        groups.setdefault((test["sign"], test["words"], test["what"], *test["details"]), []).append(test)
    passed = [group for group in groups.values() if group[0]["outcome"] == "passed"]
    others = [group for group in groups.values() if group[0]["outcome"] != "passed"]
    return page.render("grade_cell.html.j2", cell=_cell(score), others=others, passed=passed)


def status_sentence(report: Report) -> str:
    """What the student reads about a submission that could not be graded as a whole; empty when it could."""
    return _STATUS[report.status]


def waiting_sentence(report: Report) -> str:
    """What the student reads where points are still to be given by a person; empty where none are."""
    if not report.waiting:
        return ""
    some, all_ = number(report.waiting, _DECIMALS), number(report.max_score, _DECIMALS)
    return f"{some} of the {all_} points {'waits' if some == '1' else 'wait'} for a person, who reads what you wrote."


def in_a_sentence(test: TestResult) -> str:
    """What the student reads about a test that did not pass, without any of their own code in it."""
    shown = _test(test)
    hint = f"Hint: {test.hint}" if test.hint else ""
    return " ".join(part for part in (f"{shown['title']}: {shown['what'] or shown['words']}", hint) if part)


def as_text(test: TestResult) -> str:
    """What the student reads about a test, as plain text without markup; empty for most that passed."""
    shown = _test(test)
    lines = [shown["what"], *(f"{label}: {text}" for label, text in shown["details"])]
    return page.clean("\n".join(lines)).strip()
