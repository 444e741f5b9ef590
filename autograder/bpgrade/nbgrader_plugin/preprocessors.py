"""Steps of nbgrader's Autograde: results into the notebook where Execute would have run it, and into the gradebook."""

from functools import cache

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from bpgrade import reference
from bpgrade.exports.nbgrader_results import Result
from bpgrade.exports.nbgrader_scores import put_comments, put_grades, solution_cells
from bpgrade.nbgrader_plugin.exporter import REPORT, SubmittedNotebooks
from bpgrade.output import number
from bpgrade.record import CellScore, Report
from bpgrade.reports import feedback


class InjectResults(NbGraderPreprocessor):
    """Gives each grade cell the output from which nbgrader reads its score, with an explanation beside it."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Raises NbGraderException: there is no report, as SubmittedNotebooks is not the exporter."""
        report = _report(resources)
        results = {cell.grade_id: cell for cell in report.cells}
        for cell in nb.cells:
            if utils.is_grade(cell) and cell.cell_type == "code" and not utils.is_solution(cell):
                cell.outputs = [_output(results.get(cell.metadata.nbgrader.grade_id), cell.metadata.nbgrader.points)]
        return nb, resources


class SaveResults(NbGraderPreprocessor):
    """Comes after SaveAutoGrades: what waits for a person, and the sentences on the solution cells.

    Of every notebook, as nbgrader has given a 0 to those that it did not find, whichever one it was asked for.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Raises NbGraderException: there is no report, as SubmittedNotebooks is not the exporter."""
        result, where = Result.of(_report(resources)), resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            for rows in gradebook.find_submission(where["assignment"], where["student"]).notebooks:
                put_grades(result, rows.name, ((grade.name, grade) for grade in rows.grades))
                put_comments(result, _solutions(), ((comment.name, comment) for comment in rows.comments))
            gradebook.db.commit()
        return nb, resources


@cache
def _solutions() -> dict[str, str]:
    return solution_cells(reference.folder())


def _report(resources: ResourcesDict) -> Report:
    if REPORT in resources:
        return resources[REPORT]
    name = f"bpgrade.nbgrader_plugin.{SubmittedNotebooks.__name__}"
    raise NbGraderException(f'nbgrader_config.py lacks the line c.Autograde.exporter_class = "{name}".')


def _output(score: CellScore | None, most: float) -> NotebookNode:
    """What nbgrader takes for the value of the cell: only plain decimals from 0 to its points are safe."""
    points = min(max(score.points, 0), most) if score else 0
    data = {"text/plain": number(points), "text/html": feedback.cell_html(score)}
    return new_output("execute_result", data)
