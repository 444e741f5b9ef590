"""class.html: what staff read about a class, on one page that needs nothing but a browser."""

import os
from urllib.parse import quote

from bpgrade.output import number
from bpgrade.record import Outcome, Status
from bpgrade.reports import page
from bpgrade.reports.class_charts import box, histogram, strip
from bpgrade.reports.class_figures import ClassFigures, Exercise, Student
from bpgrade.reports.diagnoses import Diagnosis
from bpgrade.reports.item_analysis import Item, chance_limit, is_bonus

_ROWS = 500  # of one table: what a browser lays out at once, and what is still quickly skimmed
_MOST_DAMAGED = 50
_EXERCISES_NAMED = 4

_SIGNS = {Status.GRADED: "", Status.PARTIAL: "◐", Status.UNREADABLE: "✗", Status.EMPTY: "○"}


def render(figures: ClassFigures, damaged: list[str], prefix: str = "") -> str:
    """The page as HTML in one piece, without scripts, links to elsewhere, or the `staff` texts of tests.

    Args:
        damaged: a sentence for each report that could not be read.
        prefix: the way from the page's folder to the graded folder, as a URL that ends in / or is empty.
    """
    return page.render(
        "class_report.html.j2",
        count=len(figures.students),
        counted=len(figures.counted),
        warnings=_warnings(figures, damaged),
        damaged=damaged[:_MOST_DAMAGED],
        damaged_more=len(damaged[_MOST_DAMAGED:]),
        headlines=_headlines(figures),
        diagnoses=[_diagnosis(each, len(figures.counted)) for each in figures.diagnoses.commonest()],
        exercises=[_exercise(grade_id, each) for grade_id, each in figures.exercises.items()],
        look=[_item(item) | {"reason": reason} for item, reason in figures.items.worth_a_look()],
        tests=[_tests(grade_id, items) for grade_id, items in figures.items.by_exercise().items()],
        chance=chance_limit(len(figures.counted)),
        noted=[each._asdict() | _linked(each, prefix) for each in figures.noted],
        noted_more=figures.noted_more,
        slowest=[each._asdict() | _linked(each, prefix) for each in figures.slowest],
        tables=_tables(figures.students, prefix),
        bonus=any(each.bonus for each in figures.students),
        kits=sorted(figures.kits),
        **_scores(figures),
    )


def share(count: int, of: int) -> str:
    """Per cent as people write it: 0 only for none, 100 only for all."""
    if not of:
        return "n/a"
    percent = round(100 * count / of)
    if percent == 0 and count:
        return _per_cent("<1")
    return _per_cent(">99" if percent == 100 and count < of else str(percent))


def _per_cent(figure: str) -> str:
    return f"{figure}\N{NO-BREAK SPACE}%"


def _decimal(value: float | None) -> str:
    """Two decimals with a sign that lines up; n/a where there is no value."""
    return "n/a" if value is None else f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00")  # noqa: RUF001


def _points(value: float) -> str:
    return number(value, 1)


def _several(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _linked(each, prefix: str) -> dict:
    """Where the student's page is, and what stands beside a status that colour alone must not tell."""
    href = prefix + quote(os.fsencode(each.folder)) + "/feedback.html"
    return {"href": href, "sign": _SIGNS[getattr(each, "status", Status.GRADED)]}


def _warnings(figures: ClassFigures, damaged: list[str]) -> list[str]:
    """Sentences that must be read before any figure, the gravest first."""
    found = []
    if damaged:
        reports = _several(len(damaged), "report is", "reports are")
        found.append(f"{reports} missing from this page, and from its figures:")
    if figures.broken_tests:
        where = _several(sum(each.broken > 0 for each in figures.students), "submission")
        tests = _several(figures.broken_tests, "test result is", "test results are")
        found.append(
            f"{tests} BROKEN, in {where}: the grader failed, not the students, who keep the points. "
            "The field staff in report.json says how."
        )
    if len(figures.kits) > 1:
        found.append("Different versions of backprop-kit graded this class: grade all of it with one.")
    if len(figures.secrets) > 1:
        found.append("Hidden inputs come from different secrets: not all students got the same questions.")
    if len(figures.isolation) > 1:
        found.append("Not all submissions were confined in the same way: see below.")
    if figures.points_wait:
        found.append("Scores are without the points of answers in words that wait for a person.")
    if figures.counted and figures.out_of is None:
        found.append("Not all scores are out of the same points: figures of scores are in per cent.")
    return found


def _headlines(figures: ClassFigures) -> list[tuple[str, str, list[str]]]:
    """(label, figure, lines below it) of what is read first."""
    statuses = [f"{figures.statuses[status]} {status.value}" for status in Status if figures.statuses[status]]
    penalties = [f"{figures.penalties} with points taken off"] if figures.penalties else []
    return [
        ("Submissions", str(len(figures.students)), [*statuses, *_answers(figures)]),
        *_averages(figures),
        ("Late", str(figures.late), [share(figures.late, len(figures.students)), *penalties]),
        _isolation(figures),
    ]


def _answers(figures: ClassFigures) -> list[str]:
    """A line about answers in words. There is no rate of them, as no test has judged any."""
    if not figures.answers:
        return []
    to_read = _several(figures.answers[Outcome.MANUAL], "answer in words", "answers in words")
    return [f"{to_read} to read, {figures.answers[Outcome.MISSING]} not written"]


def _isolation(figures: ClassFigures) -> tuple[str, str, list[str]]:
    levels = [(page.clean(level), count) for level, count in figures.isolation.most_common()]
    if len(levels) != 1:
        return "Isolation", "mixed", [f"{count} {level}" for level, count in levels]
    name, _, layers = levels[0][0].partition(" (")
    return "Isolation", name, [layers.removesuffix(")")] if layers else []


def _averages(figures: ClassFigures) -> list[tuple[str, str, list[str]]]:
    scores, finals = figures.scores(), figures.finals()
    if scores is None:
        return [("Mean", "n/a", ["no submission has a score"])]
    of = "per cent" if figures.out_of is None else f"of {_points(figures.out_of)} points"
    late = [f"{_points(finals.mean)} after late penalties"] if figures.penalties else []
    quartiles = f"quartiles {_points(scores.lower)} and {_points(scores.upper)}"
    return [("Mean", _points(scores.mean), [of, *late]), ("Median", _points(scores.median), [of, quartiles])]


def _scores(figures: ClassFigures) -> dict:
    scores = figures.scores()
    if scores is None:
        return {"histogram": None, "box": None, "spread": "", "unit": ""}
    spread = (
        f"{_points(scores.least)} to {_points(scores.greatest)}; the middle half from {_points(scores.lower)} to "
        f"{_points(scores.upper)}; median {_points(scores.median)}"
    )
    most = figures.out_of or 100.0
    unit = "per cent" if figures.out_of is None else "points"
    return {
        "histogram": histogram(figures.score_bins(), most),
        "box": box(scores, most),
        "spread": spread,
        "unit": unit,
    }


def _diagnosis(diagnosis: Diagnosis, count: int) -> dict:
    places = sorted(diagnosis.exercises.items(), key=lambda each: (-each[1], each[0]))
    return {
        "share": share(diagnosis.students, count),
        "width": number(100 * diagnosis.students / count, 1),
        "students": diagnosis.students,
        "sentence": diagnosis.sentence,
        "exercises": places[:_EXERCISES_NAMED],
        "more": len(places[_EXERCISES_NAMED:]),
    }


def _exercise(grade_id: str, exercise: Exercise) -> dict:
    return {
        "grade_id": grade_id,
        "bonus": is_bonus(grade_id),
        "max_points": _points(exercise.max_points),
        "mean": _per_cent(f"{100 * exercise.mean:.0f}"),
        "width": number(100 * exercise.mean, 1),
        "none": exercise.none,
        "part": exercise.part,
        "full": exercise.full,
        "strip": strip(exercise.bins),
    }


def _tests(grade_id: str, items: list[Item]) -> dict:
    taken = sorted((item for item in items if item.taken), key=lambda item: item.passed / item.taken)
    least, most = (share(item.passed, item.taken) for item in (taken[0], taken[-1])) if taken else ("n/a", "n/a")
    summary = f"{_several(len(items), 'test')}, passed by {least if least == most else f'{least} to {most}'}"
    return {"grade_id": grade_id, "summary": summary, "tests": [_item(item) for item in items]}


def _item(item: Item) -> dict:
    others = [
        f"{item.outcomes[outcome]} {outcome.value.lower().replace('_', ' ')}"
        for outcome in Outcome
        if outcome is not Outcome.PASSED and item.outcomes[outcome]
    ]
    return {
        "test_id": item.test_id,
        "grade_id": item.grade_id,
        "title": item.title,
        "passed": item.passed,
        "taken": item.taken,
        "share": share(item.passed, item.taken),
        "discrimination": _decimal(item.discrimination),
        "others": ", ".join(others),
        "broken": item.broken,
    }


def _tables(students: list[Student], prefix: str) -> list[dict]:
    """The students in pieces that a browser opens one by one."""
    pieces = [students[start : start + _ROWS] for start in range(0, len(students), _ROWS)]
    return [{"first": piece[0].submission_id, "last": piece[-1].submission_id, "count": len(piece),
             "rows": [_row(each, prefix) for each in piece]} for piece in pieces]  # fmt: skip


def _row(student: Student, prefix: str) -> dict:
    late = _several(student.days_late, "day") if student.days_late > 0 else ""
    return student._asdict() | _linked(student, prefix) | {
        "score": f"{student.score:.2f}",  # all to two decimals, so that the points line up
        "final": f"{student.final:.2f}",
        "bonus": f"{student.bonus:.2f}",
        "late": late,
        "broken": _several(student.broken, "broken test") if student.broken else "",
    }  # fmt: skip
