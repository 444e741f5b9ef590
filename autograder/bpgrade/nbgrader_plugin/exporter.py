"""Reads what students handed in for nbgrader, which gives up on files that are damaged, renamed or not there."""

import fnmatch
import os
from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.converters.base import BaseConverter, NbGraderException
from traitlets import List, Unicode

from bpgrade.nbgrader_plugin.course import Course, CourseError
from bpgrade.nbgrader_plugin.repair import repaired, stand_in

REPORT = "bpgrade_report"  # under which a student's report is among nbconvert's resources


class SubmittedNotebooks(NotebookExporter):
    """`c.Autograde.exporter_class = "bpgrade.nbgrader_plugin.SubmittedNotebooks"`.

    Before the first notebook it has everyone graded, and puts every notebook of the assignment on nbgrader's list, so
    that one which is missing is explained. nbgrader then asks it for each notebook twice: as it was handed in, which
    gives it as it should have been, and in the autograded folder.
    """

    graded_directory = Unicode("graded", help="Where the reports of bpgrade go, in the course's folder.").tag(
        config=True
    )
    grade_options = List(Unicode(), help="Options of bpgrade grade, such as --secret-file.").tag(config=True)

    def __init__(self, parent: BaseConverter, **more) -> None:
        super().__init__(parent=parent, **more)
        folders = parent.coursedir
        try:
            self._course = Course(folders, Path(folders.root) / self.graded_directory, self.log)
            handed_in = self._course.handed_in()
            self._course.grade(handed_in, self.grade_options)
        except CourseError as error:
            self.log.error(str(error))
            raise NbGraderException(str(error)) from None
        names = [f"{name}.ipynb" for name in fnmatch.filter(self._course.cells.notebooks, folders.notebook_id)]
        parent.assignments = {folder: [os.path.join(folder, name) for name in names] for folder in handed_in.values()}
        self._handed_in = {path for paths in parent.assignments.values() for path in paths}

    def from_filename(self, filename: str, resources: ResourcesDict, **more) -> tuple[str, ResourcesDict]:
        """The notebook that goes into the autograded folder. Raises NbGraderException: its student has no report."""
        student = resources["nbgrader"]["student"]
        try:
            resources[REPORT] = self._course.report(student)
        except CourseError as error:
            raise NbGraderException(str(error)) from None
        if filename not in self._handed_in:
            return super().from_filename(filename, resources=resources, **more)
        folder, name = os.path.split(filename)
        resources["metadata"] = ResourcesDict(name=name.removesuffix(".ipynb"), path=folder)
        return self.from_notebook_node(self._notebook(folder, name, student), resources)

    def _notebook(self, folder: str, name: str, student: str) -> NotebookNode:
        known, raw = self._course.cells.notebooks[name.removesuffix(".ipynb")], self._course.raw_cells(folder, name)
        if raw is None:
            self.log.warning("%s: %s is not there, or cannot be read; it is shown as it was released.", student, name)
            return stand_in(name, known)
        notebook, remarks = repaired(raw, known)
        for remark in remarks:
            self.log.warning("%s: %s: %s", student, name, remark)
        return notebook
