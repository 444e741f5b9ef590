"""bpgrade export csv: grades.csv from the records alone."""

import csv

from bpgrade.record import Outcome
from graded_class import HOSTILE, STAFF, export, report, result, save


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_lateness_has_columns_and_the_raw_score_stays(tmp_path):
    """Protects the score that the tests gave from the penalty, and the other way round."""
    late = report("s002", 60.0, submitted_at="2026-11-02T10:00:00+00:00", days_late=2, penalty=12.5)
    assert export("csv", save(tmp_path, late, report("s001", 100.0))) == 0

    names = ["id", "score", "penalty", "final", "max_score", "submitted_at", "days_late"]
    assert [[row[name] for name in names] for row in rows(tmp_path / "grades.csv")] == [
        ["s001", "100", "0", "100", "100", "", "0"],
        ["s002", "60", "12.5", "47.5", "100", "2026-11-02T10:00:00+00:00", "2"],
    ]


def test_hostile_text_is_text(tmp_path):
    """Protects spreadsheets from formulas, readers of CSV from broken rows, and students from staff's text."""
    odd = report("=1+1", tests=[result(HOSTILE, Outcome.FAILED, 0.0)], notes=(HOSTILE,), submitted_at="@x")
    assert export("csv", save(tmp_path, odd, report("s001"))) == 0

    (first, second) = rows(tmp_path / "grades.csv")
    assert (first["id"], first["submitted_at"], second["id"]) == ("'=1+1", "'@x", "s001")
    assert first["notes"].startswith("'=HYPERLINK")
    assert STAFF not in (tmp_path / "grades.csv").read_text(encoding="utf-8")
    assert not any(cell.startswith(("=", "+", "@")) for row in (first, second) for cell in row.values())


def test_the_same_as_bpgrade_grade_writes(tmp_path):
    """Protects spreadsheets that were built upon one of the two."""
    from bpgrade.reports import grades_csv

    class_ = [report("s001", notes=("One, with a comma.",)), report("s002", 3.0)]
    grades_csv.write(class_, tmp_path / "grade.csv")
    assert export("csv", save(tmp_path / "graded", *class_), "--out", tmp_path / "export.csv") == 0

    assert (tmp_path / "export.csv").read_bytes() == (tmp_path / "grade.csv").read_bytes()
