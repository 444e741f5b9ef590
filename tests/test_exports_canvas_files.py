"""bpgrade export canvas: the files that go in and come out, the choice of the assignment, and its points."""

import pytest

from canvas_gradebook import COLUMN, HEADER, POSSIBLE, canvas_reads, gradebook, run
from graded_class import report


def test_another_course_is_refused(tmp_path, capsys):
    """Protects from an import of nothing: no submission fits, so nothing is written."""
    assert run(tmp_path, report("t001"), report("t002")) == 2

    book = tmp_path / "book.csv"
    assert capsys.readouterr().err == (
        f"bpgrade: None of the submissions (2) fits a student of {book}: is it of this course?\n"
    )
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    "column", ["Backprop (502)", "backprop", "Current Score", "Notes", "Homework Final Score (7)", "7", ""]
)
def test_another_assignment_is_refused(tmp_path, capsys, column):
    """Protects sums, notes and other assignments from scores; the sentence names what there is to choose."""
    assert run(tmp_path, report("s001"), column=column) == 2

    assert capsys.readouterr().err == (
        f"bpgrade: {tmp_path / 'book.csv'} has no assignment {column!r}: "
        "choose one of 'Warm-up (500)', 'Backprop (501)'.\n"
    )
    assert not (tmp_path / "out.csv").exists()


def test_a_read_only_assignment_is_refused(tmp_path, capsys):
    """Protects from scores that Canvas would ignore without a word."""
    book = gradebook(tmp_path / "book.csv", rows=[[cell.replace("100.00", "(read only)") for cell in POSSIBLE]])

    assert run(tmp_path, report("s001"), book=book) == 2
    assert capsys.readouterr().err.endswith("has no assignment 'Backprop (501)': choose one of 'Warm-up (500)'.\n")


@pytest.mark.parametrize("column", ["Backprop (501)", "Backprop", "501", " Backprop (501) "])
def test_ways_to_name_the_assignment(tmp_path, column):
    """Protects from typing numbers: a title that is the only one of its kind will do."""
    assert run(tmp_path, report("s001", 61.0), column=column) == 0
    assert canvas_reads(tmp_path / "out.csv")["501"]["11"] == "61"


def test_a_title_that_two_assignments_have(tmp_path, capsys):
    """Protects from the wrong one of two assignments of the same title."""
    book = gradebook(tmp_path / "book.csv", header=[*HEADER[:6], "Backprop (500)", COLUMN])

    assert run(tmp_path, report("s001"), book=book, column="Backprop") == 2
    assert "choose one of 'Backprop (500)', 'Backprop (501)'." in capsys.readouterr().err


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [False, True])
def test_the_result_is_written_as_the_gradebook_was(tmp_path, delimiter, newline, bom):
    """Protects courses whose Canvas writes semicolons, CRLF or a byte order mark."""
    possible = [cell.replace(".", ",") for cell in POSSIBLE] if delimiter == ";" else POSSIBLE
    book = gradebook(tmp_path / "book.csv", rows=[possible], delimiter=delimiter, newline=newline, bom=bom)
    assert run(tmp_path, report("s001", 87.5), book=book) == 0

    data = (tmp_path / "out.csv").read_bytes()
    assert canvas_reads(tmp_path / "out.csv")["501"]["11"] == "87.5"
    assert data.startswith(b"\xef\xbb\xbf") == bom
    assert (b"\r\n" in data) == (newline == "\r\n")
    assert (delimiter.encode() + b"SIS User ID") in data


def test_first_and_last_names_in_columns_of_their_own(tmp_path, capsys):
    """Protects courses whose Canvas splits names, and has columns for other IDs."""
    header = ["LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Section", COLUMN]
    rows = [["    Points Possible", *[""] * 6, "100.00", *["(read only)"] * 3]]
    students = [
        ["Example", "One", "11", "A-01", "s001", "I1", "Lab 1", "", "", "", ""],
        ["Example", "Two", "12", "A-02", "s002", "I2", "Lab 1", "", "", "", ""],
        ["Student", "Test", "99", "", "0123abcd", "", "Lab 1", "", "", "", ""],
    ]
    assert run(tmp_path, report("s001", 61.0), book=gradebook(tmp_path / "book.csv", students, header, rows)) == 0

    text = (tmp_path / "out.csv").read_text()
    assert "Example,One,11,A-01,s001,I1,Lab 1,61\n" in text
    assert capsys.readouterr().err.startswith("bpgrade: Example, Two has no submission")


def test_other_points_possible_give_a_warning(tmp_path, capsys):
    """Protects from 87 points of 10: scores are converted when asked, and a mismatch is said when not."""
    rows = [[cell.replace("100.00", "20.00") for cell in POSSIBLE]]
    book = gradebook(tmp_path / "book.csv", rows=rows)
    assert run(tmp_path, report("s001", 87.5), report("s002"), report("zoë"), book=book) == 0

    assert canvas_reads(tmp_path / "out.csv")["501"]["11"] == "87.5"
    assert capsys.readouterr().err == (
        "bpgrade: Backprop (501) is worth 20 points there and 100 here: "
        "scores were written as they are, --scale converts them.\n"
    )


def test_scaling(tmp_path, capsys):
    """Protects the arithmetic of --scale."""
    rows = [[cell.replace("100.00", "20.00") for cell in POSSIBLE]]
    book = gradebook(tmp_path / "book.csv", rows=rows)
    late = report("s002", 60.0, penalty=10.0, days_late=1)
    assert run(tmp_path, report("s001", 87.5), late, report("zoë", 33.3333), book=book, more=["--scale"]) == 0

    grades = canvas_reads(tmp_path / "out.csv")["501"]
    assert (grades["11"], grades["12"], grades["13"]) == ("17.5", "10", "6.6667")
    assert capsys.readouterr().err == ""


def test_scaling_needs_points_possible(tmp_path, capsys):
    """Protects from converting to a scale that nobody stated."""
    book = gradebook(tmp_path / "book.csv", rows=[])
    assert run(tmp_path, report("s001"), book=book, more=["--scale"]) == 2

    assert capsys.readouterr().err == (
        f"bpgrade: {book} does not say what Backprop (501) is worth: --scale cannot be used.\n"
    )


BAD_FILES = {
    "missing": (None, "cannot be read: No such file or directory."),
    "empty": (b"", "has no column 'ID': give the gradebook that Canvas exports."),
    "a spreadsheet": (b"PK\x03\x04\xff\xfe", "is not UTF-8 text: give the gradebook that Canvas exports as it was"),
    "another table": (b"id,status,score\ns001,graded,60\n", "has no column 'Section': give the gradebook"),
    "endless cell": (b'Student,ID,Section,X (1)\n"' + b"a" * 200_000, "is not a CSV file: field larger than"),
    "no assignment": (b"Student,ID,Section\nOne,1,A\n", "has no assignment 'Backprop (501)', nor any other."),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_files_that_are_no_gradebook(tmp_path, capsys, kind):
    """Protects the terminal from tracebacks, and the disk from half a result."""
    content, sentence = BAD_FILES[kind]
    if content is not None:
        (tmp_path / "book.csv").write_bytes(content)
    assert run(tmp_path, report("s001"), book=tmp_path / "book.csv") == 2

    error = capsys.readouterr().err
    assert error.startswith(f"bpgrade: {tmp_path / 'book.csv'} {sentence}")
    assert error.count("\n") == 1
    assert not (tmp_path / "out.csv").exists()


def test_the_gradebook_is_not_replaced(tmp_path, capsys):
    """Protects Canvas' export, which holds all other scores, from being replaced by its extract."""
    book = gradebook(tmp_path / "out.csv")
    before = book.read_bytes()

    assert run(tmp_path, report("s001"), book=book) == 2
    assert capsys.readouterr().err == f"bpgrade: --out names {book} itself: name another file.\n"
    assert book.read_bytes() == before


def test_short_rows_and_empty_lines(tmp_path):
    """Protects from files that went through a spreadsheet, which leaves out empty cells at the end."""
    book = tmp_path / "book.csv"
    book.write_text(f"Student,ID,SIS Login ID,Section,{COLUMN}\n\nOne,11,s001,A\nTwo,12,s002\n")
    assert run(tmp_path, report("s001", 61.0), report("s002", 62.0), book=book) == 0

    assert canvas_reads(tmp_path / "out.csv")["501"] == {"11": "61", "12": "62"}
