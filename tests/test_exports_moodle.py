"""bpgrade export moodle: every grade and comment comes to its student, and nobody's into another's row."""

import csv

import pytest

from bpgrade.record import Outcome, Status
from graded_class import HOSTILE, STAFF, export, report, result, save
from moodle_worksheet import HEADER, STUDENTS, moodle_reads, run, worksheet


def test_grades_and_feedback_come_to_their_students(tmp_path, capsys):
    """Protects the way into Moodle: the final score, and a comment that says how it came about."""
    tests = [result("relu"), result("tanh", Outcome.FAILED, 0.0), result("softmax", points=2.0)]
    late = report("Two Example_502", tests=tests, days_late=2, penalty=0.5, notes=("A note.",), status=Status.PARTIAL)
    assert run(tmp_path, report("One Example_501_assignsubmission_file", 87.5), late) == 0

    read = moodle_reads(tmp_path / "out.csv")
    assert read["501"] == (87.5, "Autograder: 87.5 of 100 points<br>02_relu: 87.5 of 100")
    assert read["502"] == (
        2.5,
        "Autograder: 2.5 of 4 points<br>Part of your submission is missing or could not be read; the rest was graded."
        "<br>A note.<br>02_relu: 1 of 2<br>03_softmax_cross_entropy: 2 of 2",
    )
    assert f"{tmp_path / 'out.csv'}: grades of 2 of 2 submissions\n" == capsys.readouterr().out


NAMES = {
    "501": [
        "One Example_501_assignsubmission_file_", "One Example_501_assignsubmission_file", "One Example_501", "501",
        "Participant_501_assignsubmission_file_", "Participant 501", "s001@example.edu", "S001@EXAMPLE.EDU", "s001",
    ],
    "503": ["zoe\u0308", "ZOË@example.edu"],
}  # fmt: skip


@pytest.mark.parametrize(("number", "submission_id"), [(number, name) for number in NAMES for name in NAMES[number]])
def test_names_that_find_a_student(tmp_path, number, submission_id):
    """Protects grades from being lost: Moodle's folders, with names or anonymous, numbers, addresses."""
    assert run(tmp_path, report(submission_id, 61.0)) == 0

    assert [each for each, (grade, _) in moodle_reads(tmp_path / "out.csv").items() if grade == 61] == [number]


@pytest.mark.parametrize(
    "submission_id", ["s001@example.org", "50", "One Example", "501_assignsubmission_file", "participant"]
)
def test_names_that_find_nobody(tmp_path, capsys, submission_id):
    """Protects from guesses: another domain, part of a number, a full name, which two students may share."""
    assert run(tmp_path, report("s002"), report(submission_id, 61.0)) == 1

    assert 61 not in [grade for grade, _ in moodle_reads(tmp_path / "out.csv").values()]
    sentence = f"bpgrade: {submission_id} fits no student of {tmp_path / 'sheet.csv'}: its score was left out.\n"
    assert sentence in capsys.readouterr().err


def test_id_numbers_find_students(tmp_path):
    """Protects sites that show ID numbers; where one is another's participant number, Moodle's folder names decide."""
    header = [*HEADER[:2], "ID number", "Username", *HEADER[2:]]
    numbers = [["502", "one"], ["A-02", "two"], ["", ""]]
    students = [[*row[:2], *more, *row[2:]] for row, more in zip(STUDENTS, numbers, strict=True)]
    sheet = worksheet(tmp_path / "sheet.csv", students, header)
    folder = "Two Example_502_assignsubmission_file_"
    assert run(tmp_path / "a", report(folder, 61.0), report("one", 62.0), sheet=sheet) == 0

    read = moodle_reads(tmp_path / "a" / "out.csv")
    assert (read["501"][0], read["502"][0]) == (62, 61)
    assert run(tmp_path / "b", report("502", 61.0), report("zoë", 62.0), sheet=sheet) == 1


def test_the_number_of_a_group_is_nobodys(tmp_path, capsys):
    """Protects the student whose number happens to be that of another group, where groups hand in."""
    header = [*HEADER[:4], "Group", *HEADER[4:]]
    sheet = worksheet(tmp_path / "s.csv", [[*row[:4], "Team 1", *row[4:]] for row in STUDENTS], header)
    whole = report("Team 2_502_assignsubmission_file_", 61.0)
    assert run(tmp_path, report("Team 1_501", 61.0), whole, report("zoë", 62.0), sheet=sheet) == 1

    assert [grade for grade, _ in moodle_reads(tmp_path / "out.csv").values()] == [None, None, 62]
    assert f"bpgrade: Team 1_501 fits no student of {sheet}: its score was left out.\n" in capsys.readouterr().err


def test_two_students_with_one_number(tmp_path, capsys):
    """Protects from a grade for either of two students whom a number fits."""
    header = [*HEADER[:2], "ID number", *HEADER[2:]]
    students = [[*row[:2], more, *row[2:]] for row, more in zip(STUDENTS, ["502", "", ""], strict=True)]
    assert run(tmp_path, report("502"), report("zoë"), sheet=worksheet(tmp_path / "sheet.csv", students, header)) == 1

    assert "bpgrade: 502 fits several students, One Example and Two Example: its score was left out.\n" in (
        capsys.readouterr().err
    )


def test_other_rows_and_columns_are_untouched(tmp_path, capsys):
    """Protects grades that were given by hand, and Moodle's check of what was modified in between."""
    assert run(tmp_path, report("s001", 61.0)) == 0

    rows = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0] == HEADER
    assert rows[1][:4] + rows[1][5:9] == STUDENTS[0][:4] + STUDENTS[0][5:9]
    assert rows[2:] == STUDENTS[1:]
    assert capsys.readouterr().err.splitlines() == [
        "bpgrade: Two Example has no submission: the row was left as it is.",
        "bpgrade: Three Example has no submission: the row was left as it is.",
    ]


def test_comments_of_others_are_kept_and_ours_replaced(tmp_path):
    """Protects what staff wrote by hand; a second export does not repeat the first."""
    for score in (61.0, 62.0):
        sheet = tmp_path / "out.csv" if score == 62.0 else worksheet(tmp_path / "sheet.csv")
        graded = save(tmp_path / f"graded{score}", report("zoë", score))
        assert export("moodle", graded, "--worksheet", sheet, "--out", tmp_path / f"out{score}.csv") == 0
        (tmp_path / f"out{score}.csv").replace(tmp_path / "out.csv")

    comment = "By hand<br>Autograder: 62 of 100 points<br>02_relu: 62 of 100"
    assert moodle_reads(tmp_path / "out.csv")["503"] == (62, comment)


def test_a_locked_grade_is_left_and_named(tmp_path, capsys):
    """Protects from believing that a grade arrived which Moodle would skip without a word."""
    students = [[cell if cell != "Yes" else "No" for cell in STUDENTS[0]], *STUDENTS[1:]]
    assert run(tmp_path, report("s001", 61.0), report("s002"), sheet=worksheet(tmp_path / "s.csv", students)) == 1

    assert moodle_reads(tmp_path / "out.csv")["501"] == (None, "")
    assert "bpgrade: The grade of One Example cannot be changed in Moodle: the score of s001 was left out.\n" in (
        capsys.readouterr().err
    )


def test_what_could_not_be_graded_gets_a_comment_and_no_zero(tmp_path, capsys):
    """Protects the author of a broken zip from a 0 that nobody looked at, and tells them."""
    broken = report("s001", 0.0, status=Status.UNREADABLE, notes=("The zip archive cannot be opened.",))
    assert run(tmp_path, broken, report("s002", 0.0)) == 1

    read = moodle_reads(tmp_path / "out.csv")
    assert read["502"][0] == 0
    assert read["501"][0] is None
    assert (
        "None of your notebooks could be read, so nothing was graded.<br>The zip archive cannot be opened."
        in (read["501"][1])
    )
    sentence = "bpgrade: s001 was not graded, because nothing in it could be read: no grade was written.\n"
    assert sentence in capsys.readouterr().err


def test_hostile_text_is_neither_markup_nor_formula(tmp_path, capsys):
    """Protects Moodle's page from markup, spreadsheets from formulas, and students from staff's text."""
    odd = report("s001", tests=[result(HOSTILE, Outcome.FAILED, 0.0)], notes=(HOSTILE, "a;=1+1", "<=1+1"))
    assert run(tmp_path, odd, report("s002")) == 0

    comment = moodle_reads(tmp_path / "out.csv")["501"][1]
    assert "<script>" not in comment
    assert "&lt;script&gt;" in comment
    assert "a;'=1+1" in comment
    assert ";=" not in comment
    assert not {"\x1b", "\x00", "\u202e", "\ufffe"} & set(comment)
    assert STAFF not in (tmp_path / "out.csv").read_text(encoding="utf-8")
