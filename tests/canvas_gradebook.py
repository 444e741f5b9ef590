"""Harness: a gradebook as Canvas exports it, and what Canvas' import reads from a file."""

import csv
import io
import re

from graded_class import export, save

COLUMN = "Backprop (501)"
HEADER = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Notes", "Warm-up (500)", COLUMN]
TOTALS = ["Current Score", "Unposted Current Score", "Homework Final Score (7)"]
POSTING = [""] * 7 + ["Manual Posting"] + [""] * 3
POSSIBLE = ["    Points Possible", "", "", "", "", "(read only)", "10.00", "100.00", *["(read only)"] * 3]
STUDENTS = [
    ["Example, One", "11", "A-01", "s001@example.edu", "Lab 1", "", "9.00", "", "90", "90", "90"],
    ["Example, Two", "12", "A-02", "s002@example.edu", "Lab 1", "", "8.00", "", "80", "80", "80"],
    ["Éxample, Three", "13", "A-03", "Zoë", "Lab 2 and Lab 3", "", "", "7.00", "80", "80", "80"],
    ["Student, Test", "99", "", "0123abcd", "Lab 1", "", "", "", "", "", ""],
]


def gradebook(path, students=STUDENTS, header=HEADER, rows=(POSTING, POSSIBLE), delimiter=",", newline="\n", bom=False):
    """Writes a gradebook as Canvas exports it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerows([[*header, *TOTALS], *rows, *students])
    path.write_bytes(text.getvalue().encode("utf-8-sig" if bom else "utf-8"))
    return path


def canvas_reads(path):
    """Assignment number -> Canvas ID -> grade, as Canvas' own import (lib/gradebook_importer.rb) reads a file."""
    lines = path.read_bytes().decode("utf-8-sig").splitlines()
    widths = {mark: {len(next(csv.reader([line], delimiter=mark))) for line in lines[:3]} for mark in ";,"}
    delimiter = ";" if len(widths[";"]) == 1 and (max(widths[";"]) > max(widths[","]) or len(widths[","]) > 1) else ","
    header, *rows = csv.reader(lines, delimiter=delimiter)
    assert "Student" in header[0]
    assert "ID" in header[1]
    known = header.index("Section") + 1
    numbers = {place: re.search(r"\((\d+)\)$", header[place])[1] for place in range(known, len(header))}
    grades = {number: {} for number in numbers.values()}
    for row in rows:
        about = "Points Possible" in row[0] or all(re.fullmatch(r"(?i)\s*(Muted|Manual Posting.*)?\s*", c) for c in row)
        for place, number in numbers.items() if not about else ():
            grades[number][row[1]] = row[place].strip()
    return grades


def run(tmp_path, *reports, book=None, column=COLUMN, more=()):
    """Exit status; the result is out.csv."""
    book = book or gradebook(tmp_path / "book.csv")
    graded = save(tmp_path / "graded", *reports)
    return export("canvas", graded, "--gradebook", book, "--column", column, "--out", tmp_path / "out.csv", *more)
