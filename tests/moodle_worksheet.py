"""Harness: a grading worksheet as Moodle exports it, and what Moodle's import reads from a file."""

import csv
import io

from graded_class import export, save

HEADER = [
    "Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed",
    "Last modified (submission)", "Last modified (grade)", "Feedback comments",
]  # fmt: skip
SENT, GRADED = "Submitted for grading - ", "Monday, 2 November 2026, 10:00 AM"
STUDENTS = [
    ["Participant 501", "One Example", "s001@example.edu", SENT, "", "100.00", "Yes", GRADED, "-", ""],
    ["Participant 502", "Two Example", "s002@example.edu", SENT, "", "100.00", "Yes", GRADED, "-", ""],
    [
        "Participant 503",
        "Three Example",
        "Zoë@example.edu",
        "No submission",
        "7.00",
        "100.00",
        "Yes",
        "-",
        "-",
        "By hand",
    ],
]


def worksheet(path, students=STUDENTS, header=HEADER, maximum="100.00", delimiter=",", newline="\n", bom=False):
    """Writes a worksheet as Moodle exports it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerow(header)
    writer.writerows([[maximum if cell == "100.00" else cell for cell in row] for row in students])
    path.write_bytes(text.getvalue().encode("utf-8-sig" if bom else "utf-8"))
    return path


def moodle_reads(path, delimiter=",", maximum=100.0):
    """Participant number -> (grade, None where Moodle would skip it; feedback): mod/assign/feedback/offline."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=delimiter)
    place = {title: header.index(title) for title in ("Identifier", "Grade", "Last modified (grade)")}
    feedback = header.index("Feedback comments") if "Feedback comments" in header else None
    read = {}
    for row in rows:
        assert row[place["Identifier"]].startswith("Participant ")
        grade = row[place["Grade"]]
        taken = float(grade) if grade and 0 <= float(grade) <= maximum else None
        read[row[place["Identifier"]].removeprefix("Participant ")] = (taken, row[feedback] if feedback else None)
    return read


def run(tmp_path, *reports, sheet=None, more=()):
    """Exit status; the result is out.csv."""
    sheet = sheet or worksheet(tmp_path / "sheet.csv")
    graded = save(tmp_path / "graded", *reports)
    return export("moodle", graded, "--worksheet", sheet, "--out", tmp_path / "out.csv", *more)
