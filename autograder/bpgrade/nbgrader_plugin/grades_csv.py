"""nbgrader export: the columns of nbgrader's own CSV file, and what it leaves out: how many cells wait for a person."""

import csv
import io
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin

from bpgrade.reports.grades_csv import cell_text
from bpkit.files import write_atomically

_COLUMNS = [
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score", "needs_manual_grade",
]  # fmt: skip


class GradesCsv(ExportPlugin):
    """`c.ExportApp.plugin_class = "bpgrade.nbgrader_plugin.GradesCsv"`; options as those of nbgrader's own exporter."""

    def export(self, gradebook: Gradebook) -> None:
        """Writes one row for each student and assignment; the file is whole or as before."""
        text = io.StringIO()
        writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        for assignment in gradebook.assignments:
            for student in gradebook.students:
                if _chosen(assignment.name, self.assignment) and _chosen(student.id, self.student):
                    writer.writerow(_row(gradebook, assignment, student))
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        write_atomically(path, text.getvalue())


def _chosen(name: str, wanted: list) -> bool:
    return not wanted or name in map(str, wanted)


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> dict[str, object]:
    who = {"student_id": student.id, "last_name": student.last_name, "first_name": student.first_name}
    who = {name: cell_text(text or "") for name, text in (who | {"email": student.email}).items()}
    what = {"assignment": cell_text(assignment.name), "duedate": assignment.duedate, "max_score": assignment.max_score}
    try:
        return who | what | _scores(gradebook.find_submission(assignment.name, student.id))
    except MissingEntry:  # as in nbgrader: nothing was handed in
        return who | what | {"raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0, "needs_manual_grade": 0}


def _scores(submission: SubmittedAssignment) -> dict[str, object]:
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    raw, penalty = submission.score, submission.late_submission_penalty
    return {
        "timestamp": submission.timestamp, "raw_score": raw, "late_submission_penalty": penalty,
        "score": max(0.0, raw - penalty), "needs_manual_grade": sum(grade.needs_manual_grade for grade in grades),
    }  # fmt: skip
