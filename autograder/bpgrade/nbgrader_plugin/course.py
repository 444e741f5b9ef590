"""A course of nbgrader, as far as autograde needs it: its gradebook's cells, who handed in, and their reports."""

import contextlib
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from glob import glob
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from bpgrade import reference
from bpgrade.exports.common import ExportError
from bpgrade.exports.nbgrader_cells import AssignmentCells
from bpgrade.exports.nbgrader_database import Database
from bpgrade.exports.nbgrader_gradebook import check_nbgrader
from bpgrade.exports.nbgrader_results import notebook_name
from bpgrade.exports.nbgrader_rows import AssignmentRows
from bpgrade.intake import CANONICAL, Unreadable, cells_of_file, pending_of_student, safe_name
from bpgrade.output import printable
from bpgrade.record import RecordError, Report

_NO_COURSE = "default_course"  # what nbgrader calls the course of a configuration that names none


class CourseError(Exception):
    """Nothing can be graded; the text is one sentence."""


class Course:
    """One assignment of a course. graded: the folder of the reports.

    Raises:
        CourseError: the gradebook cannot be used, or has other cells than the hidden tests are about.
    """

    def __init__(self, folders: CourseDirectory, graded: Path, log: logging.Logger) -> None:
        self._folders, self._graded, self._log = folders, graded, log
        try:
            for remark in check_nbgrader():
                log.warning(remark)
            self.cells = self._cells_in_gradebook()
        except ExportError as error:
            raise CourseError(str(error)) from None
        self._require_our_cells(folders.assignment_id)

    def _require_our_cells(self, name: str) -> None:
        ours = {(notebook_name(grade_id), grade_id): points for grade_id, points in reference.points().items()}
        if not ours.keys() & self.cells.worth.keys():
            lines = "the lines about autograding in nbgrader_config.py are for another assignment"
            raise CourseError(f"{name} has no grade cell that backprop-kit has hidden tests for: {lines}.")
        if differences := self.cells.differences(ours):
            remedy = "run nbgrader generate_assignment again, or update backprop-kit"
            raise CourseError(f"The grade cells of {name} are not those of the hidden tests: {differences}; {remedy}.")

    def _cells_in_gradebook(self) -> AssignmentCells:
        database = Database(self._folders.db_url)
        if database.file and not database.file.exists():  # opening it would make it
            raise CourseError(f"There is no gradebook {database.shown}: run nbgrader generate_assignment first.")
        names = self._folders.assignment_id, self._folders.course_id or _NO_COURSE
        with database.opened() as gradebook:
            rows = AssignmentRows(gradebook, *names, database.shown, reference.folder(), make=False)
            return rows.cells

    def handed_in(self) -> dict[str, str]:
        """Student -> folder, of all that nbgrader was asked to look at."""
        folders, step, assignment = self._folders, self._folders.submitted_directory, self._folders.assignment_id
        pattern = re.compile(folders.format_path(step, "(?P<student>.*)", assignment, escape=True), re.DOTALL)
        found = sorted(glob(folders.format_path(step, folders.student_id, assignment)))
        students = {match["student"]: folder for folder in found if (match := pattern.fullmatch(folder))}
        excluded = set(folders.student_id_exclude.split(","))
        return {student: folder for student, folder in students.items() if student not in excluded}

    def grade(self, handed_in: dict[str, str], options: Iterable[str]) -> None:
        """Make the report of everyone; what has not changed since the last run is taken over.

        Raises:
            CourseError: that is not possible.
        """
        module = "bpgrade.nbgrader_plugin.grading"
        command = [sys.executable, "-m", module, *options, "--out", str(self._graded)]
        pipe, last = subprocess.PIPE, ""
        try:
            with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True) as grader:
                with contextlib.suppress(BrokenPipeError):  # it has ended, and says why
                    grader.stdin.write(json.dumps(list(handed_in.items())))
                    grader.stdin.flush()
                with contextlib.suppress(BrokenPipeError):
                    grader.stdin.close()
                for line in filter(None, map(printable, grader.stdout)):
                    last = line
                    self._log.info(last)
        except KeyboardInterrupt:
            raise CourseError("Stopped: what is graded is taken over by the next run.") from None
        if grader.returncode:
            raise CourseError(last.removeprefix("bpgrade: ") or f"The grader ended with status {grader.returncode}.")

    @lru_cache(maxsize=1)  # nbgrader goes through a student's notebooks one after the other  # noqa: B019
    def report(self, student: str) -> Report:
        """The result record of a student. Raises CourseError."""
        try:
            return Report.load(self._graded / safe_name(student) / "report.json")
        except RecordError as error:
            raise CourseError(str(error)) from None
        except OSError as error:
            raise CourseError(f"The report of {student} cannot be read: {error.strerror}.") from None

    def raw_cells(self, folder: str, name: str) -> list | None:
        """The cells of a notebook that was graded, or that only people grade; None where there are none to be read."""
        if name in CANONICAL:
            return self._graded_cells(folder).get(name)
        try:
            return cells_of_file(Path(folder, name))
        except (OSError, Unreadable) as error:
            self._log.warning("%s cannot be read: %s", name, getattr(error, "strerror", None) or error)
            return None

    @lru_cache(maxsize=1)  # noqa: B019
    def _graded_cells(self, folder: str) -> dict[str, list]:
        return pending_of_student(Path(folder), "").raw_cells()
