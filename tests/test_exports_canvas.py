"""bpgrade export canvas: every score comes to its student, and nobody's into another's row."""

import csv

import pytest

from bpgrade.record import Status
from canvas_gradebook import COLUMN, HEADER, STUDENTS, canvas_reads, gradebook, run
from graded_class import HOSTILE, report


def test_scores_come_to_their_students(tmp_path, capsys):
    """Protects the way into the gradebook: by login, by SIS ID, by Canvas' ID; the final score, not the raw one."""
    late = report("A-02", 60.0, days_late=1, penalty=10.0)
    assert run(tmp_path, report("s001@example.edu", 87.5), late, report("13", 100.0)) == 0

    assert canvas_reads(tmp_path / "out.csv") == {"501": {"11": "87.5", "12": "50", "13": "100", "99": ""}}
    printed = capsys.readouterr()
    assert printed.out == f"{tmp_path / 'out.csv'}: scores of 3 of 3 submissions for Backprop (501)\n"
    assert printed.err == ""


def test_only_identification_and_one_assignment_are_written(tmp_path):
    """Protects other assignments from an import that would put back old scores, and rows from any change."""
    assert run(tmp_path, report("s001", 87.5)) == 0

    with open(tmp_path / "out.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [*HEADER[:5], COLUMN]
    assert rows[1] == ["", "", "", "", "", "Manual Posting"]
    assert rows[2] == ["    Points Possible", "", "", "", "", "100.00"]
    assert [row[:5] for row in rows[3:]] == [row[:5] for row in STUDENTS]


NAMES = {
    "11": ["s001", "S001", "s001@EXAMPLE.edu", "A-01", "a-01", "11", "exampleone_11"],
    "12": ["exampletwo_LATE_12_70001_backprop", "exampletwo_12_70001_01_linear"],
    "13": ["zoe\u0308", "Zoë", "zoë@example.edu"],
}


@pytest.mark.parametrize(("number", "submission_id"), [(number, name) for number in NAMES for name in NAMES[number]])
def test_names_that_find_a_student(tmp_path, number, submission_id):
    """Protects scores from being lost for a capital letter, the encoding of an accent, or Canvas' own file names."""
    assert run(tmp_path, report(submission_id, 61.0)) == 0

    grades = canvas_reads(tmp_path / "out.csv")["501"]
    assert [each for each, grade in grades.items() if grade == "61"] == [number]


@pytest.mark.parametrize("submission_id", ["s001@example.org", "s00", "example, one", "1", "0123abcd", "Lab 1", "@"])
def test_names_that_find_nobody(tmp_path, capsys, submission_id):
    """Protects from guesses: another domain, part of a name, the test student, an empty cell."""
    assert run(tmp_path, report("s002"), report(submission_id, 61.0)) == 1

    assert "61" not in canvas_reads(tmp_path / "out.csv")["501"].values()
    assert (
        f"bpgrade: {submission_id} fits no student of {tmp_path / 'book.csv'}: its score was left out."
        in capsys.readouterr().err
    )


def test_a_student_without_a_submission_gets_no_zero(tmp_path, capsys):
    """Protects those who handed in nothing from a 0, and a grade that staff gave by hand from being wiped out."""
    assert run(tmp_path, report("s001", 87.5)) == 0

    grades = canvas_reads(tmp_path / "out.csv")["501"]
    assert (grades["12"], grades["13"]) == ("", "7.00")
    assert capsys.readouterr().err.splitlines() == [
        "bpgrade: Example, Two has no submission: the gradebook's cell was left as it is.",
        "bpgrade: Éxample, Three has no submission: the gradebook's cell was left as it is.",
    ]


def test_what_fits_several_students_is_placed_nowhere(tmp_path, capsys):
    """Protects students whose login names differ in nothing but the domain from each other's grades."""
    twin = ["Example, Twin", "14", "s002", "s001@example.org", "Lab 1", *[""] * 6]
    book = gradebook(tmp_path / "book.csv", [*STUDENTS, twin])
    assert run(tmp_path, report("s001", 61.0), report("s002", 62.0), report("zoë", 63.0), book=book) == 1

    assert canvas_reads(tmp_path / "out.csv")["501"] == {"11": "", "12": "", "13": "63", "99": "", "14": "62"}
    several = "bpgrade: s001 fits several students, Example, One and Example, Twin: its score was left out.\n"
    assert several in capsys.readouterr().err


def test_two_submissions_of_one_student_are_placed_nowhere(tmp_path, capsys):
    """Protects from a grade that depends on the order of files."""
    assert run(tmp_path, report("s001", 61.0), report("A-01", 62.0), report("s002", 63.0)) == 1

    assert canvas_reads(tmp_path / "out.csv")["501"]["11"] == ""
    assert "bpgrade: A-01 and s001 fit the same student, Example, One: their scores were left out.\n" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [("EX", "is excused in Canvas"), ("ex", "is excused in Canvas"), ("N/A", "is not assigned this work in Canvas")],
)
def test_an_excuse_is_kept(tmp_path, capsys, cell, sentence):
    """Protects an excuse that staff gave: a score would take it away."""
    students = [[*STUDENTS[0][:7], cell, *STUDENTS[0][8:]], *STUDENTS[1:]]
    assert run(tmp_path, report("s001", 61.0), report("s002"), book=gradebook(tmp_path / "book.csv", students)) == 1

    assert canvas_reads(tmp_path / "out.csv")["501"]["11"] == cell
    assert f"bpgrade: Example, One {sentence}: the score of s001 was left out.\n" in capsys.readouterr().err


@pytest.mark.parametrize("status", [Status.UNREADABLE, Status.EMPTY])
def test_what_could_not_be_graded_gets_no_zero(tmp_path, capsys, status):
    """Protects the author of a broken zip from a 0 that nobody ever looked at."""
    assert run(tmp_path, report("s001", 0.0, status=status), report("s002", 0.0)) == 1

    grades = canvas_reads(tmp_path / "out.csv")["501"]
    assert (grades["11"], grades["12"]) == ("", "0")
    assert "bpgrade: s001 was not graded, because nothing in it could be read: no score was written.\n" in (
        capsys.readouterr().err
    )


def test_hostile_ids_reach_no_cell_and_no_terminal(tmp_path, capsys):
    """Protects the gradebook from formulas in ids, and the terminal from escape sequences in them."""
    assert run(tmp_path, report("s001"), report(HOSTILE, 61.0)) == 1

    data = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "HYPERLINK" not in data
    assert "\x1b" not in capsys.readouterr().err
