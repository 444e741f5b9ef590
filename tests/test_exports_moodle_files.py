"""bpgrade export moodle: the files that go in and come out, and their maximum grade."""

import pytest

from graded_class import report, result
from moodle_worksheet import HEADER, STUDENTS, moodle_reads, run, worksheet


def test_a_smaller_maximum_is_refused(tmp_path, capsys):
    """Protects from grades that Moodle drops because they exceed its maximum, and from 8 of 100 read as 8 of 10."""
    assert run(tmp_path, report("s001", 8.0), sheet=worksheet(tmp_path / "s.csv", maximum="10.00")) == 2

    assert capsys.readouterr().err == (
        "bpgrade: The assignment is worth 10 points there and 100 here, "
        "and Moodle drops grades above its maximum: use --scale.\n"
    )
    assert not (tmp_path / "out.csv").exists()


def test_a_larger_maximum_gives_a_warning(tmp_path, capsys):
    """Protects from 100 points of 200 where full marks were meant."""
    sheet = worksheet(tmp_path / "s.csv", maximum="200.00")
    assert run(tmp_path, report("s001", 60.0), report("s002"), report("zoë"), sheet=sheet) == 0

    assert moodle_reads(tmp_path / "out.csv", maximum=200.0)["501"][0] == 60
    assert capsys.readouterr().err == (
        "bpgrade: The assignment is worth 200 points there and 100 here: "
        "grades were written as they are, --scale converts them.\n"
    )


def test_scaling(tmp_path):
    """Protects the arithmetic of --scale; the comment keeps our points."""
    sheet = worksheet(tmp_path / "s.csv", maximum="10.00")
    assert run(tmp_path, report("s001", 87.5), report("s002", 100.0), sheet=sheet, more=["--scale"]) == 0

    read = moodle_reads(tmp_path / "out.csv", maximum=10.0)
    assert (read["501"][0], read["502"][0]) == (8.75, 10)
    assert read["501"][1].startswith("Autograder: 87.5 of 100 points")


def test_another_course_is_refused(tmp_path, capsys):
    """Protects from an upload of nothing."""
    assert run(tmp_path, report("t001")) == 2

    assert capsys.readouterr().err == (
        f"bpgrade: None of the submissions (1) fits a student of {tmp_path / 'sheet.csv'}: is it of this course?\n"
    )
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (
            ["ID", *HEADER[1:]],
            "has no column 'Identifier': give the grading worksheet that Moodle exports, in English.",
        ),
        ([*HEADER[:5], "Scale", *HEADER[6:]], "has no column 'Maximum grade': give the grading worksheet"),
        ([*HEADER[:8], "Modified", *HEADER[9:]], "has no column 'Last modified (grade)': give the grading worksheet"),
    ],
    ids=["another language", "a scale of words", "no modification time"],
)
def test_files_that_are_no_worksheet(tmp_path, capsys, header, sentence):
    """Protects from a result that Moodle would refuse, or not understand."""
    assert run(tmp_path, report("s001"), sheet=worksheet(tmp_path / "s.csv", header=header)) == 2

    assert capsys.readouterr().err.startswith(f"bpgrade: {tmp_path / 's.csv'} {sentence}")
    assert not (tmp_path / "out.csv").exists()


def test_maxima_that_differ_are_refused(tmp_path, capsys):
    """Protects from a worksheet that was put together out of two."""
    students = [STUDENTS[0], [cell if cell != "100.00" else "50.00" for cell in STUDENTS[1]]]
    assert run(tmp_path, report("s001"), sheet=worksheet(tmp_path / "s.csv", students)) == 2
    assert capsys.readouterr().err == f"bpgrade: {tmp_path / 's.csv'} does not say what the maximum grade is.\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(("newline", "bom"), [("\n", False), ("\r\n", True)])
def test_the_result_is_written_as_the_worksheet_was(tmp_path, delimiter, newline, bom):
    """Protects worksheets that went through a spreadsheet: delimiter, line ends and byte order mark stay."""
    sheet = worksheet(tmp_path / "s.csv", delimiter=delimiter, newline=newline, bom=bom)
    assert run(tmp_path, report("s001", 61.0), report("s002", tests=[result("x;y")]), sheet=sheet) == 0

    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") == bom
    assert (b"\r\n" in data) == (newline == "\r\n")
    assert moodle_reads(tmp_path / "out.csv", delimiter)["501"][0] == 61


def test_without_a_column_for_feedback(tmp_path, capsys):
    """Protects assignments without feedback comments; a sentence says how to switch them on."""
    sheet = worksheet(tmp_path / "s.csv", [row[:-1] for row in STUDENTS], HEADER[:-1])
    assert run(tmp_path, report("s001"), report("s002"), report("zoë"), sheet=sheet) == 0
    assert capsys.readouterr().err == (
        "bpgrade: The worksheet has no column for feedback: switch on 'Feedback comments' in the assignment.\n"
    )
