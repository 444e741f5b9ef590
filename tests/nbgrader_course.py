"""Harness of the tests of bpgrade export nbgrader: classes with the notebooks' own points, courses, gradebooks."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from bpgrade import reference
from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOKS, WRITTEN, Outcome, TestResult
from graded_class import STAFF, export, report, save

ROOT = Path(__file__).resolve().parent.parent
POINTS = reference.points() | dict.fromkeys(WRITTEN, 0.0)
BONUS = {each: POINTS[each] for each in NOTEBOOKS[BONUS_NOTEBOOK]}
BEFORE, LATER = "2026-11-02T10:00:00+00:00", "2026-11-03T09:30:00+01:00"


def submission(submission_id="s001", points=(), tests=(), worth=POINTS, **fields):
    """A report with full marks, and no answers in words.

    points: grade cell -> points, for cells with fewer; tests: results that take the place of their cells'; worth:
    grade cell -> maximum.
    """
    points, replaced = dict(points), {test.grade_id for test in tests}
    made = [result(each, points.get(each, most), most) for each, most in worth.items() if each not in replaced]
    return report(submission_id, tests=[*made, *tests], **({"submitted_at": BEFORE} | fields))


def result(grade_id, points, most=None, outcome=None, **fields):
    """The one hidden test of a grade cell."""
    most = POINTS[grade_id] if most is None else most
    right = Outcome.MISSING if grade_id in WRITTEN else Outcome.PASSED
    outcome = outcome or (right if points == most else Outcome.FAILED)
    test_id = f"test_x.py::test_{grade_id}"
    return TestResult(test_id, grade_id, f"{grade_id} is right", outcome, points, most, staff=STAFF, **fields)


def missing(notebook, what):
    """The results of a notebook that is not there."""
    return [result(each, 0.0, outcome=Outcome.MISSING, what=what) for each in NOTEBOOKS[notebook]]


def course(folder):
    """A course folder like a clone: nbgrader's configuration, and the source notebooks."""
    folder.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    shutil.copytree(reference.folder(), folder / "solution" / "backprop", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def nbgrader(folder, *arguments, status=0, **environment):
    """Runs nbgrader in a course folder; gives what it said."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-m", "nbgrader", *map(str, arguments)]
    env = os.environ | {"PATH": path} | environment
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def exported(folder):
    """The file of a gradebook with the assignment, and the submission of s000."""
    assert export("nbgrader", save(folder / "graded", submission("s000")), "--db", f"sqlite:///{folder / 'a.db'}") == 0
    return folder / "a.db"


@contextmanager
def gradebook(place):
    """nbgrader's own view of a gradebook: a file, or the URL of a database."""
    from nbgrader.api import Gradebook

    with Gradebook(place if "://" in str(place) else f"sqlite:///{place}", course_id="") as book:
        yield book


def grades(file, submission_id="s001", assignment="backprop"):
    """Grade cell -> nbgrader's dictionary of the grade."""
    with gradebook(file) as book:
        found = book.find_submission(assignment, submission_id)
        return {each.name: each.to_dict() for rows in found.notebooks for each in rows.grades}


def comments(file, submission_id="s001"):
    """Notebook -> the set of automatic comments on its solution cells."""
    with gradebook(file) as book:
        found = book.find_submission("backprop", submission_id)
        return {rows.name: {each.auto_comment for each in rows.comments} for rows in found.notebooks}


def assignment_rows(file):
    """Everything that generate_assignment stores, without the made-up ids."""
    with gradebook(file) as book:
        (only,) = book.assignments
        rows = [(only.name, only.course_id)]
        for each in only.notebooks:
            rows.append((each.name, each.kernelspec))
            for cell in [*each.grade_cells, *each.solution_cells, *each.task_cells, *each.source_cells]:
                rows.append((type(cell).__name__, sorted((k, str(v)) for k, v in cell.to_dict().items() if k != "id")))
        return sorted(rows, key=str)


def submitted_rows(file):
    """Everything that autograde stores about submissions, without the made-up ids."""
    with gradebook(file) as book:
        rows = []
        for each in book.assignment_submissions("backprop"):
            rows.append((each.student_id, each.timestamp, each.extension))
            for notebook in each.notebooks:
                rows.append((each.student_id, notebook.name, notebook.late_submission_penalty, notebook.flagged))
                for cell in [*notebook.grades, *notebook.comments]:
                    some = {k: v for k, v in cell.to_dict().items() if k != "id"}
                    rows.append((type(cell).__name__, sorted((k, str(v)) for k, v in some.items())))
        return sorted(rows, key=str)
