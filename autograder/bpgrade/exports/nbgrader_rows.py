"""The rows of one assignment in a gradebook of nbgrader: its cells, and what each submission got in them."""

import json
from pathlib import Path

from nbgrader import nbgraderformat, utils
from nbgrader.api import (
    Assignment,
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
from bpgrade.exports.nbgrader_results import COMMENT, CellResult, Place, Result
from bpgrade.output import number, printable
from bpgrade.record import BONUS_NOTEBOOK

_NOBODYS = {"", "default_course"}  # what nbgrader's commands leave beside the course's own id
_BONUS = BONUS_NOTEBOOK.removesuffix(".ipynb")
_MOST_NAMED = 10
_AT_ONCE = 100  # submissions: their rows are read and written together, and hardly take memory


class AssignmentRows:
    """One assignment of an open gradebook; made from source notebooks where the gradebook does not have it.

    Attributes:
        made: whether its cells had to be made. had_students: whether anybody was in the gradebook before. worth: grade
            cell -> its points.
    Raises:
        ExportError: the gradebook, or the assignment, is another course's.
    """

    def __init__(self, gradebook: Gradebook, name: str, course_id: str, shown: str, notebooks: Path) -> None:
        self._book, self._db, self._name = gradebook, gradebook.db, name
        self._shown = shown
        self._enter_course(course_id)
        assignment = self._assignment()
        self.made = not assignment.notebooks
        if self.made:
            self._make(notebooks)
        self.had_students = self._db.query(Student.id).first() is not None
        self._id = assignment.id
        self._notebooks = self._db.query(Notebook).filter(Notebook.assignment_id == self._id).all()
        self._names = {book.id: book.name for book in self._notebooks}
        graded = [(book, cell) for book in self._notebooks for cell in [*book.grade_cells, *book.task_cells]]
        self.worth: dict[Place, float] = {(book.name, cell.name): cell.max_score for book, cell in graded}
        self._places = {cell.id: (book.name, cell.name) for book, cell in graded}

    def _enter_course(self, course_id: str) -> None:
        courses = {course.id for course in self._db.query(Course)} - _NOBODYS
        if courses and course_id not in courses:
            self._refuse_course(", ".join(sorted(courses)), course_id)
        self._book.course_id = course_id
        self._book.check_course(course_id)

    def _refuse_course(self, theirs: str, ours: str) -> None:
        what = f"is the gradebook of the course {printable(theirs) or '(without an id)'}, not of {printable(ours)}"
        raise ExportError(f"{self._shown} {what}: name another with --db, or the course with --course-id.")

    def _assignment(self) -> Assignment:
        try:
            found = self._book.find_assignment(self._name)
        except MissingEntry:
            return self._book.add_assignment(self._name)
        if found.course_id != self._book.course_id:
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

    def lacks_bonus(self, result: Result) -> bool:
        """Whether a submission has bonus points that have no place here."""
        return _BONUS not in self._names.values() and any(notebook == _BONUS for notebook, _ in result.cells)

    def differences(self, result: Result) -> str:
        """How the grade cells of a result are others than those here, in words; empty when they are the same.

        Bonus cells may be missing here: they are not part of the score.
        """
        here, there = self.worth, result.worth
        if self.lacks_bonus(result):
            there = {place: points for place, points in there.items() if place[0] != _BONUS}
        found = []
        for place in sorted({*here, *there}):
            name = printable(place[1], 60)
            if place not in there:
                found.append(f"{name} is only in the gradebook")
            elif place not in here:
                found.append(f"{name} is not in the gradebook")
            elif abs(here[place] - there[place]) > 1e-3:
                found.append(f"{name} is worth {number(here[place])} in the gradebook and {number(there[place])} here")
        more = [f"{len(found) - _MOST_NAMED} more"] if len(found) > _MOST_NAMED else []
        return ", ".join([*found[:_MOST_NAMED], *more])

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
            for grade in rows.grades:
                _set_score(grade, result.cells[self._places[grade.cell_id]])
            for comment in rows.comments:
                _set_comment(comment, result.comments.get(name))

    def _mirror(self, book: Notebook, submission: SubmittedAssignment) -> None:
        # By ids: the notebook would keep all its submissions in memory.
        grades = [Grade(cell_id=cell.id) for cell in [*book.grade_cells, *book.task_cells]]
        comments = [Comment(cell_id=cell.id) for cell in [*book.solution_cells, *book.task_cells]]
        submission.notebooks.append(SubmittedNotebook(notebook_id=book.id, grades=grades, comments=comments))


def _set_score(grade: Grade, cell: CellResult) -> None:
    changed = grade.auto_score != cell.points
    grade.auto_score = cell.points
    if grade.manual_score is None:
        grade.needs_manual_grade = bool(cell.reason)
    elif changed:  # somebody's judgement of other work
        grade.needs_manual_grade = True


def _set_comment(comment: Comment, ours: str | None) -> None:
    if ours or (comment.auto_comment or "").startswith(COMMENT):  # nbgrader's own "No response." stays
        comment.auto_comment = ours
