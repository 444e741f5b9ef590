"""The rows of one assignment in a gradebook of nbgrader: its cells, and what each submission got in them."""

import json
from pathlib import Path

from nbgrader import nbgraderformat, utils
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Course,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, ClearSolutions, ComputeChecksums, LockCells
from sqlalchemy.orm import selectinload

from bpgrade.exports.common import ExportError
from bpgrade.exports.nbgrader_cells import AssignmentCells
from bpgrade.exports.nbgrader_results import Result
from bpgrade.exports.nbgrader_scores import put_comments, put_grades, solution_cells
from bpgrade.output import printable

_NOBODYS = {"", "default_course"}  # what nbgrader's commands leave beside the course's own id
_AT_ONCE = 100  # submissions: their rows are read and written together, and hardly take memory


class AssignmentRows:
    """One assignment of an open gradebook.

    Args:
        notebooks: the folder of the source notebooks. make: whether an assignment that the gradebook does not have is
            made from them.

    Attributes:
        made: whether its cells had to be made. had_students: whether anybody was in the gradebook before. cells: what
            the gradebook knows about them.
    Raises:
        ExportError: the gradebook, or the assignment, is another course's.
    """

    def __init__(self, gradebook: Gradebook, name: str, course_id: str, shown: str, notebooks: Path, make=True) -> None:
        self._book, self._db, self._name = gradebook, gradebook.db, name
        self._shown = shown
        self._enter_course(course_id)
        assignment = self._assignment()
        self.made = not assignment.notebooks
        if self.made and not make:
            raise ExportError(f"{printable(name)} is not in {shown}: run nbgrader generate_assignment {name} first.")
        if self.made:
            self._make(notebooks)
        self.had_students = self._db.query(Student.id).first() is not None
        self._id = assignment.id
        self._notebooks = self._db.query(Notebook).filter(Notebook.assignment_id == self._id).all()
        self._names = {book.id: book.name for book in self._notebooks}
        self.cells = AssignmentCells(self._notebooks)
        self._cell_names = {cell.id: cell.name for book in self._notebooks for cell in _with_rows(book)}
        self._solutions = solution_cells(notebooks)

    def _enter_course(self, course_id: str) -> None:
        courses = {course.id for course in self._db.query(Course)} - _NOBODYS
        if courses and course_id not in courses:
            self._refuse_course(", ".join(sorted(courses)), course_id)
        self._book.course_id = course_id
        self._book.check_course(course_id)

    def _refuse_course(self, theirs: str, ours: str) -> None:
        what = f"is the gradebook of the course {printable(theirs) or '(without an id)'}, not of {printable(ours)}"
        raise ExportError(f"{self._shown} {what}: name another with --db, or the course that it is of.")

    def _assignment(self) -> Assignment:
        try:
            found = self._book.find_assignment(self._name)
        except MissingEntry:
            return self._book.add_assignment(self._name)
        if found.course_id not in {*_NOBODYS, self._book.course_id}:
            self._refuse_course(found.course_id, self._book.course_id)
        return found

    def _make(self, folder: Path) -> None:
        """The rows that `nbgrader generate_assignment` makes of a folder of source notebooks."""
        for path in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
            notebook = nbgraderformat.read(str(path), as_version=4)
            for step in (LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ComputeChecksums):
                notebook, _ = step().preprocess(notebook, {"nbgrader": {"notebook": path.stem}})
            kernel = json.dumps(notebook.metadata.get("kernelspec", {}))
            self._book.add_notebook(path.stem, self._name, kernelspec=kernel)
            for cell in notebook.cells:
                self._make_cell(cell, path.stem)

    def _make_cell(self, cell, notebook: str) -> None:
        # As SaveCells does, which would open the database once more, and commit.
        if "nbgrader" not in cell.metadata:
            return
        mark, where = cell.metadata.nbgrader, (cell.metadata.nbgrader.grade_id, notebook, self._name)
        if utils.is_grade(cell):
            self._book.add_grade_cell(*where, max_score=float(mark.points), cell_type=cell.cell_type)
        if utils.is_solution(cell):
            self._book.add_solution_cell(*where)
        if utils.is_grade(cell) or utils.is_solution(cell) or utils.is_locked(cell):
            about = {"cell_type": cell.cell_type, "locked": utils.is_locked(cell), "checksum": mark.get("checksum")}
            self._book.add_source_cell(*where, source=cell.source, **about)

    def write(self, results: list[Result]) -> list[str]:
        """Puts results into the rows of their submissions, which are made where they are missing.

        Manual scores, extra credit and manual comments stay. Returns the ids of students who were not there before.
        """
        new = []
        for first in range(0, len(results), _AT_ONCE):
            some = {result.submission_id: result for result in results[first : first + _AT_ONCE]}
            new += self._add_students(list(some))
            for submission in self._submissions(list(some)):
                self._write(submission, some[submission.student_id])
            self._db.flush()
        return new

    def _add_students(self, ids: list[str]) -> list[str]:
        known = {student_id for (student_id,) in self._db.query(Student.id).filter(Student.id.in_(ids))}
        new = [each for each in ids if each not in known]
        self._db.add_all(Student(id=each) for each in new)
        return new

    def _submissions(self, ids: list[str]) -> list[SubmittedAssignment]:
        """Those of some students, with all their rows. The Gradebook's methods would ask anew for each of them."""
        notebooks = selectinload(SubmittedAssignment.notebooks)
        eager = notebooks.selectinload(SubmittedNotebook.grades), notebooks.selectinload(SubmittedNotebook.comments)
        mine = SubmittedAssignment.assignment_id == self._id, SubmittedAssignment.student_id.in_(ids)
        found = self._db.query(SubmittedAssignment).options(*eager).filter(*mine).all()
        there = {submission.student_id for submission in found}
        made = [SubmittedAssignment(assignment_id=self._id, student_id=each) for each in ids if each not in there]
        self._db.add_all(made)
        return [*found, *made]

    def _write(self, submission: SubmittedAssignment, result: Result) -> None:
        if result.submitted_at:
            submission.timestamp = utils.parse_utc(result.submitted_at)
        there = {rows.notebook_id for rows in submission.notebooks}
        for book in self._notebooks:  # all of a new submission; else those released after it was handed in
            if book.id not in there:
                self._mirror(book, submission)
        for rows in submission.notebooks:
            name = self._names[rows.notebook_id]
            rows.late_submission_penalty = result.penalties.get(name)
            put_grades(result, name, ((self._cell_names[grade.cell_id], grade) for grade in rows.grades))
            comments = ((self._cell_names[comment.cell_id], comment) for comment in rows.comments)
            put_comments(result, self._solutions, comments)

    def _mirror(self, book: Notebook, submission: SubmittedAssignment) -> None:
        # By ids: the notebook would keep all its submissions in memory.
        grades = [Grade(cell_id=cell.id) for cell in [*book.grade_cells, *book.task_cells]]
        comments = [Comment(cell_id=cell.id) for cell in [*book.solution_cells, *book.task_cells]]
        submission.notebooks.append(SubmittedNotebook(notebook_id=book.id, grades=grades, comments=comments))


def _with_rows(book: Notebook) -> list[BaseCell]:
    """The cells that have a row in each submission: a grade, a comment, or both."""
    return [*book.grade_cells, *book.solution_cells, *book.task_cells]
