"""The six notebooks as an nbgrader course: hidden tests in the test cells, torch as the oracle, autograded in place.

The layout is nbgrader's own. To its advantage the notebooks are lean (no explorations, no plots, no training runs), the
public checks are left out, and students' files are nothing but notebooks.
"""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from textwrap import indent

import students
from measure import Usage, measured, settings
from rivals.sources import function_name, pieces

ASSIGNMENT = "backprop"
_CONFIG = """c = get_config()
c.CourseDirectory.course_id = "bench"
c.ExecutePreprocessor.timeout = 600
"""
_SCORES = """
select submitted_assignment.student_id, base_cell.name, grade.auto_score, grade_cells.max_score
from grade
join base_cell on base_cell.id = grade.cell_id
join grade_cells on grade_cells.id = grade.cell_id
join submitted_notebook on submitted_notebook.id = grade.notebook_id
join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
"""


def build(course: Path, notebooks: tuple[str, ...] = (), whole: bool = False) -> None:
    """A course with a released assignment: source/ and, made by nbgrader generate_assignment, release/.

    Args:
        course: its folder, which need not exist.
        notebooks: some of the six; all when empty.
        whole: everything that is in our notebooks, not the lean ones.
    """
    course.mkdir(parents=True, exist_ok=True)
    (course / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
    for notebook in notebooks or students.NOTEBOOKS:
        book = students.document(notebook) if whole else students.lean(notebook)
        for cell in book["cells"]:
            if students.role(cell) == "test":
                cell["source"] = hidden_tests(cell["metadata"]["nbgrader"]["grade_id"])
        students.write(book, course / "source" / ASSIGNMENT / notebook)
    _nbgrader(course, "generate_assignment", ASSIGNMENT)


def hidden_tests(grade_id: str) -> str:
    """The source of a test cell. All in one function: a helper must not take the place of a name of the student's."""
    helpers, check, arguments = pieces(grade_id)
    asked = ", ".join(arguments)
    inside = indent(f"{helpers}\n\n\n{check}\n\n\n{function_name(grade_id)}({asked})", "    ")
    return (
        f"### BEGIN HIDDEN TESTS\ndef hidden_test({asked}):\n{inside}\n\n\nhidden_test({asked})\n### END HIDDEN TESTS"
    )


def hand_in(course: Path, entries: list[students.Entry]) -> None:
    """Fill submitted/: what each student made of the release."""
    for path in sorted((course / "release" / ASSIGNMENT).glob("*.ipynb")):
        book = json.loads(path.read_text(encoding="utf-8"))
        for entry in entries:
            handed_in = students.hand_in(book, path.name, entry)
            students.write(handed_in, course / "submitted" / entry.id / ASSIGNMENT / path.name)


def autograde(course: Path, sample: bool = False) -> Usage:
    """Grade all that was submitted in one go, as instructors do."""
    return _nbgrader(course, "autograde", ASSIGNMENT, sample=sample)


def scores(course: Path) -> dict[str, dict[str, tuple[float, float]]]:
    """student -> grade cell -> (points, most points), from the gradebook."""
    table = {}
    with closing(sqlite3.connect(course / "gradebook.db")) as gradebook:
        for student, grade_id, points, most in gradebook.execute(_SCORES):
            table.setdefault(student, {})[grade_id] = (points, most)
    return table


def _nbgrader(course, *arguments, sample=False):
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return measured(command, course, sample=sample, **settings(sys.executable, course))
