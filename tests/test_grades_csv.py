"""grades.csv: every submission has its row, and no cell is a formula."""

import csv

import pytest

from bpgrade.record import NOTEBOOK_OF, Outcome, Report, Status, TestResult
from bpgrade.reports import grades_csv


def report(submission_id="jdoe", tests=(), **fields):
    defaults = {
        "content_hash": "ab" * 32,
        "kit_version": "0.1.0",
        "isolation": "full (landlock 7, seccomp)",
        "status": Status.GRADED,
        "notes": (),
        "secret_fingerprint": "12ab",
        "seconds": 0.5,
    }
    return Report.from_tests(tests, submission_id=submission_id, **(defaults | fields))


def result(grade_id, outcome, points):
    return TestResult("id", grade_id, "title", outcome, points, 3.0)


def rows(reports, tmp_path):
    grades_csv.write(reports, tmp_path / "grades.csv")
    with open(tmp_path / "grades.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_holds_scores_cells_outcomes_and_notes(tmp_path):
    """Protects the columns that a gradebook is filled from."""
    tests = [
        result("relu", Outcome.PASSED, 3.0),
        result("relu", Outcome.TIMED_OUT, 0.0),
        result("softmax", Outcome.FAILED, 0.0),
        result("further-hvp", Outcome.PASSED, 2.3333),
    ]
    (row,) = rows([report(tests=tests, notes=("One, with a comma.", "Two."))], tmp_path)

    expected = {
        "id": "jdoe", "status": "graded", "score": "3", "max_score": "9", "bonus": "2.3333",
        "relu": "3", "softmax": "0", "further-hvp": "2.3333", "tanh": "",
        "failed": "1", "timed_out": "1", "errored": "0", "broken": "0",
        "isolation": "full (landlock 7, seccomp)", "notes": "One, with a comma. Two.",
    }  # fmt: skip
    assert expected == {name: row[name] for name in expected}


def test_all_classes_have_the_same_columns(tmp_path):
    """Protects spreadsheets built upon the file: a class of empty submissions has all columns too."""
    columns = list(rows([report(status=Status.EMPTY)], tmp_path)[0])

    assert columns == [
        "id", "status", "score", "penalty", "final", "max_score", "bonus", "max_bonus", "submitted_at", "days_late",
        "isolation", *NOTEBOOK_OF,
        "failed", "errored", "timed_out", "crashed", "missing", "skipped", "broken", "manual", "notes",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])  # noqa: RUF001
def test_formulas_are_text(tmp_path, start):
    """Protects the instructor's spreadsheet from texts that are formulas; numbers stay numbers."""
    formula = f'{start}HYPERLINK("x","y")'
    (row,) = rows([report(formula, [result(formula, Outcome.FAILED, -1.0)], notes=(formula,))], tmp_path)

    assert (row["id"], row["notes"], row["'" + formula]) == ("'" + formula, "'" + formula, "-1")


def test_an_interrupted_write_leaves_the_old_file(tmp_path):
    """Protects an earlier grades.csv, and leaves no temporary file behind."""

    def broken_off():
        yield report()
        raise KeyboardInterrupt

    rows([report("old")], tmp_path)
    with pytest.raises(KeyboardInterrupt):
        grades_csv.write(broken_off(), tmp_path / "grades.csv")

    assert "old" in (tmp_path / "grades.csv").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["grades.csv"]
