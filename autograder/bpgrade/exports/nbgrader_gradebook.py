"""Results in a gradebook of nbgrader, as `nbgrader autograde` would have left them there."""

import argparse

from bpgrade.exports.common import Done, ExportError, counted
from bpgrade.exports.nbgrader_results import Result
from bpgrade.output import printable
from bpgrade.reports.graded import Graded

HELP = "results in a gradebook of nbgrader, for formgrader and nbgrader export"
OUT = None  # a database, which --db names
TESTED = ("0.9.5", "0.9.6")
_MOST_NAMED = 10


def add_options(parser: argparse.ArgumentParser) -> None:
    """The format's options."""
    url = "sqlite:///gradebook.db"
    parser.add_argument("--db", default=url, metavar="URL", help=f"the gradebook (default: {url})")
    text = "its name in nbgrader (default: backprop)"
    parser.add_argument("--assignment", default="backprop", metavar="NAME", help=text)
    text = "the course's id in nbgrader (default: backprop-kit)"
    parser.add_argument("--course-id", default="backprop-kit", metavar="ID", help=text)


def export(graded: Graded, out: None, options: argparse.Namespace) -> Done:
    """Writes the results of all submissions in one transaction."""
    remarks = check_nbgrader()
    from bpgrade.exports.nbgrader_database import Database  # a second to import: only for who writes a gradebook
    from bpgrade.exports.nbgrader_rows import AssignmentRows

    database = Database(options.db)
    results = [Result.of(report) for report in graded]  # before anything is locked
    with database.opened() as gradebook:
        names = options.assignment, options.course_id
        rows = AssignmentRows(gradebook, *names, database.shown, options.reference_notebooks)
        others = _others(rows, results, f"{printable(options.assignment)} in {database.shown}")
        fitting = [result for result in results if result.submission_id not in others]
        new = rows.write(fitting)
    remarks += _about_the_gradebook(rows, new, options.assignment, database.shown)
    return Done(
        f"results of {len(fitting)} of {counted(len(results), 'submission')} for {printable(options.assignment)}",
        [*(_left_out(*each) for each in others.items()), *(_not_graded(each) for each in fitting if each.whole)],
        remarks + _worth_a_look(rows, fitting),
        place=database.shown,
    )


def _others(rows, results: list[Result], where: str) -> dict[str, str]:
    """Submission id -> how its grade cells are others than the gradebook's. Refused when none fits."""
    differences = {result.submission_id: rows.cells.differences(result.worth) for result in results}
    others = {submission_id: words for submission_id, words in differences.items() if words}
    if len(others) == len(results):
        first = next(iter(others.values()))
        raise ExportError(f"The grade cells of {where} are not those of the reports: {first}.")
    return others


def check_nbgrader() -> list[str]:
    """A sentence when nbgrader is a version that nothing here was tried with. Raises ExportError: it is missing."""
    try:
        from nbgrader import __version__
    except ImportError:
        raise ExportError("nbgrader is not installed: python -m pip install nbgrader.") from None
    if __version__ in TESTED:
        return []
    tested = " and ".join(TESTED)
    return [f"nbgrader {__version__} is not a version that bpgrade was tested with ({tested}): check its result."]


def _about_the_gradebook(rows, new: list[str], assignment: str, shown: str) -> list[str]:
    name, remarks = printable(assignment), []
    if rows.made:
        remarks.append(
            f"{name} was not in {shown} and was made from the notebooks that came with bpgrade: "
            f"nbgrader generate_assignment {name}, run before, makes it from yours."
        )
    if rows.had_students and new:  # ids of another system, perhaps
        named = ", ".join(printable(each, 60) for each in new[:_MOST_NAMED])
        more = f" and {len(new) - _MOST_NAMED} more" if len(new) > _MOST_NAMED else ""
        remarks.append(f"Students who were not in the gradebook before: {named}{more}.")
    return remarks


def _worth_a_look(rows, results: list[Result]) -> list[str]:
    remarks = []
    some = [result for result in results if result.looked_at and not result.whole]
    if some:
        cells = counted(sum(result.looked_at for result in some), "cell")
        why = "tests broke or a notebook could not be read"
        remarks.append(f"{cells} of {counted(len(some), 'submission')} wait for a manual grade, because {why}.")
    if any(rows.cells.lacks_bonus(result.worth) for result in results):
        remarks.append("The gradebook has no bonus notebook, so bonus points are not in it.")
    return remarks


def _left_out(submission_id: str, differences: str) -> str:
    shown = printable(submission_id)
    return f"{shown} was left out, as its grade cells are not the gradebook's: {differences}; grade it again."


def _not_graded(result: Result) -> str:
    return f"{printable(result.submission_id)} has no score and waits for a manual grade: {result.whole}"
