"""A made-up class: plausible reports out of seeded numbers, one at a time, for what reads whole classes."""

import math

import numpy as np

from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOK_OF, WRITTEN, Outcome, Report, Status, TestResult, shares

# Mistakes as students make them: (hint, what), of which either may be empty. {n} is a size of the hidden case.
MISTAKES = (
    (
        "Too small by exactly the batch size N, {n}: a mean was taken where a sum belongs, or twice.",
        "the value is wrong",
    ),
    ("Too large by exactly the batch size N, {n}: a sum was taken where a mean belongs.", "the value is wrong"),
    ("Everything is right but the sign: it is exactly -1 times the right answer.", "the gradient is wrong"),
    ("The incoming gradient is missing: multiply by grad_output.", "the gradient is wrong"),
    ("Exactly twice the right answer: was something added twice, or a 1/2 forgotten?", "the value is wrong"),
    ("The inputs here go up to 1e{n}, and exp overflows above 709: rearrange the formula.", "the value is not finite"),
    ("Integers cut off the decimals; zeros_like of an integer array, for one, is an integer array.", "it is truncated"),
    ("", "the output must have the shape ({n}, 3), but has the shape (3, {n})"),
    ("", "the argument was changed"),
)
_NOT_WRITTEN = ("", "This is not written yet: it still raises NotImplementedError.")
_NOTES = {
    Status.PARTIAL: ("04_sgd.ipynb ends in the middle, as if cut off while it was saved: hand it in again.",),
    Status.UNREADABLE: ("The zip archive cannot be opened: make it again.",),
    Status.EMPTY: ("There is no notebook in this folder.",),
}
STAFF = "hidden input 0.123456"


def reports(count, seed=0, bonus=False):
    """`count` reports of submissions s00001, s00002, ...; the same for the same seed."""
    rng = np.random.default_rng(seed)
    tests = _tests(rng, bonus)
    for number in range(1, count + 1):
        yield _report(f"s{number:05d}", tests, rng)


def save(folder, made):
    """Lay out reports as `bpgrade grade` does."""
    for report in made:
        (folder / report.submission_id).mkdir(parents=True)
        report.save(folder / report.submission_id / "report.json")


def _tests(rng, bonus):
    """(id, grade cell, title, points, difficulty) of each hidden test."""
    cells = [each for each, book in NOTEBOOK_OF.items() if each not in WRITTEN and (bonus or book != BONUS_NOTEBOOK)]
    numbers = {cell: int(rng.integers(4, 15)) for cell in cells}
    points = dict(zip(cells, shares(100, list(numbers.values())), strict=True))
    made = []
    for cell in cells:
        hardness = rng.normal(-1.0, 1.0)
        for i, worth in enumerate(shares(points[cell], [1] * numbers[cell])):
            test_id = f"test_{NOTEBOOK_OF[cell].removesuffix('.ipynb')}.py::test_{cell.replace('-', '_')}[case {i + 1}]"
            title = f"{cell} is right for another of its special cases [case {i + 1}]"
            made.append((test_id, cell, title, worth, hardness + rng.normal(0, 0.7)))
    return made


def _report(submission_id, tests, rng):
    ability = rng.normal(0.7, 1.5)
    status = Status(rng.choice([each.value for each in Status], p=[0.88, 0.06, 0.04, 0.02]))
    cells = {cell: _in_cell(i, ability, rng) for i, cell in enumerate(dict.fromkeys(test[1] for test in tests))}
    results = [_result(test, cells[test[1]], status, rng) for test in tests]
    results += [_answer(grade_id, status) for grade_id in WRITTEN]
    late = int(rng.integers(1, 4)) if rng.random() < 0.15 else 0
    return Report.from_tests(
        results,
        submission_id=submission_id,
        content_hash="ab" * 32,
        kit_version="0.1.0",
        isolation="full (bubblewrap, landlock 7, seccomp)",
        status=status,
        notes=_NOTES.get(status, ()),
        secret_fingerprint="12ab",
        days_late=late,
        penalty=round(0.1 * late * sum(each.points for each in results), 4) if late > 1 else 0.0,
        seconds=float(rng.gamma(4, 0.25)) + 4 * sum(each.outcome is Outcome.TIMED_OUT for each in results),
    )


def _answer(grade_id, status):
    """An answer in words, which everybody gave whose notebooks could be read."""
    read = status in (Status.GRADED, Status.PARTIAL)
    outcome, what = (Outcome.MANUAL, "") if read else (Outcome.MISSING, _NOTES[status][0])
    return TestResult(f"written/{grade_id}", grade_id, "Your answer in words", outcome, 0.0, 0.0, what=what)


def _in_cell(number, ability, rng):
    """How far a student got with one exercise, and the mistake made in it: each has three that are usual."""
    if rng.random() < 0.12 / (1 + math.exp(2 * ability)):
        return -math.inf, _NOT_WRITTEN
    usual = [MISTAKES[(number * 2 + i) % len(MISTAKES)] for i in range(3)]
    return ability + rng.normal(0, 1.5), usual[rng.choice(3, p=[0.6, 0.3, 0.1])]


def _result(test, in_cell, status, rng):
    (test_id, cell, title, worth, difficulty), (level, (hint, what)) = test, in_cell
    if status in (Status.UNREADABLE, Status.EMPTY) or (status is Status.PARTIAL and cell.startswith("sgd")):
        return TestResult(test_id, cell, title, Outcome.MISSING, 0.0, worth, what=_NOTES[status][0])
    if level > difficulty + rng.normal(0, 0.7):
        return TestResult(test_id, cell, title, Outcome.PASSED, worth, worth)
    if rng.random() < 0.002:
        return TestResult(test_id, cell, title, Outcome.BROKEN, worth, worth, staff=STAFF)
    if rng.random() < 0.01:
        return TestResult(
            test_id, cell, title, Outcome.TIMED_OUT, 0.0, worth, hint="Look for a loop that does not end."
        )
    n, outcome = int(rng.integers(3, 7)), Outcome.ERRORED if level == -math.inf else Outcome.FAILED
    return TestResult(
        test_id, cell, title, outcome, 0.0, worth, what=what.format(n=n), hint=hint.format(n=n), staff=STAFF
    )
