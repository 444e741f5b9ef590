"""Moodle's grading worksheet, filled in: for the upload under an assignment's 'View all submissions'."""

import argparse
import html
import re
from functools import partial
from pathlib import Path

from bpgrade import lms
from bpgrade.exports import tables
from bpgrade.exports.common import DECIMALS, Done, ExportError, counted, exercise_scores, notes_for_student
from bpgrade.exports.roster import Placement, Roster, Scale, Score, add_scale_option, place, refuse_to_replace
from bpgrade.output import number
from bpgrade.record import Report
from bpgrade.reports import grades_csv
from bpgrade.reports.graded import Graded
from bpkit.files import write_atomically

HELP = "Moodle's grading worksheet with grades and feedback comments"
OUT = "moodle.csv"

_NEEDED = ["Identifier", "Grade", "Maximum grade", "Last modified (grade)"]
_NUMBER = re.compile(r"(\d+)\s*$")  # 'Participant 12345', whatever the first word is in Moodle's language
_PARTICIPANT = re.compile(r"^(?:Participant[ _])?(\d+)$", re.IGNORECASE)
_MARK = "Autograder: "  # what is ours in a comment, from here to the end


def add_options(parser: argparse.ArgumentParser) -> None:
    """The format's options."""
    text = "the grading worksheet that Moodle exported, as CSV"
    parser.add_argument("--worksheet", type=Path, required=True, metavar="FILE", help=text)
    add_scale_option(parser)


def export(graded: Graded, out: Path, options: argparse.Namespace) -> Done:
    """Writes the worksheet with all its rows and columns; only cells of students with a submission change."""
    refuse_to_replace(options.worksheet, out)
    sheet = Worksheet(options.worksheet)
    scale = Scale(sheet.maximum(), options.scale)
    scores = [Score.of(report, comment(report)) for report in graded]
    mismatch = scale.mismatch(scores)
    if mismatch and max(score.max_score for score in scores) > scale.most:
        raise ExportError(f"The assignment is {mismatch}, and Moodle drops grades above its maximum: use --scale.")
    roster = sheet.roster()
    teams = sheet.table.column("Group") is not None
    placement = place(scores, roster, partial(names_of, teams=teams), sheet.table.name)
    refused = sheet.fill(placement, roster, scale)
    write_atomically(out, sheet.table.as_csv())
    remarks = placement.without(roster, "the row was left as it is")
    if mismatch:
        remarks.append(f"The assignment is {mismatch}: grades were written as they are, --scale converts them.")
    if sheet.table.column("Feedback comments") is None:
        remarks.append("The worksheet has no column for feedback: switch on 'Feedback comments' in the assignment.")
    written = len(placement.rows) - len(refused)
    return Done(
        f"grades of {written} of {counted(len(scores), 'submission')}", [*placement.left_out, *refused], remarks
    )


def names_of(submission_id: str, teams: bool = False) -> list[str]:
    """The id itself, and the participant's number in it; in a name that Moodle gave nothing but the number counts.

    teams: students hand in as groups, so that the number after a name is a group's, and may be some student's as well.
    """
    if alone := _PARTICIPANT.match(submission_id):
        return [submission_id, f"participant {alone[1]}"]
    whole = lms.moodle_name(submission_id)
    number_in_it = whole.participant if whole else lms.moodle_participant(submission_id)
    if number_in_it is None or teams:
        return [submission_id]
    return [f"participant {number_in_it}"] if whole else [submission_id, f"participant {number_in_it}"]


def comment(report: Report) -> str:
    """Feedback for one student. Moodle takes it for HTML, and spreadsheets on the way for a formula, if it can be."""
    points = f"{number(report.final, DECIMALS)} of {number(report.max_score, DECIMALS)} points"
    lines = [_MARK + points, *notes_for_student(report), *exercise_scores(report)]
    return grades_csv.cell_text("<br>".join(html.escape(line, quote=False) for line in lines))


class Worksheet:
    """The file that Moodle exports.

    Raises:
        ExportError: it is not such a file, or its grades are not points.
    """

    def __init__(self, path: Path) -> None:
        what = "the grading worksheet that Moodle exports, in English"
        self.table = tables.read(path, _NEEDED, what)

    def _cell(self, row: int, title: str) -> str:
        column = self.table.column(title)
        return "" if column is None else self.table.rows[row][column]

    def maximum(self) -> float:
        """The maximum grade, which is the same in all rows."""
        found = {tables.amount(self._cell(row, "Maximum grade")) for row in range(len(self.table.rows))} - {None}
        if len(found) != 1:
            raise ExportError(f"{self.table.name} does not say what the maximum grade is.")
        return found.pop()

    def roster(self) -> Roster:
        """The students of the worksheet."""
        roster = Roster()
        for row in range(len(self.table.rows)):
            identifier = self._cell(row, "Identifier")
            participant = _NUMBER.search(identifier)
            names = [participant and f"participant {participant[1]}", self._cell(row, "ID number")]
            logins = [self._cell(row, "Email address"), self._cell(row, "Username")]
            roster.add(row, self._cell(row, "Full name") or identifier, filter(None, names), logins)
        return roster

    def fill(self, placement: Placement, roster: Roster, scale: Scale) -> list[str]:
        """Writes grades and comments; gives a sentence for each grade that must not be written."""
        refused = []
        grade, feedback = self.table.column("Grade"), self.table.column("Feedback comments")
        for row, score in placement.rows.items():
            if self._cell(row, "Grade can be changed").strip().casefold() == "no":
                locked = f"The grade of {roster.labels[row]} cannot be changed in Moodle"
                refused.append(f"{locked}: the score of {score.shown} was left out.")
                continue
            if score.graded:
                self.table.rows[row][grade] = number(scale.points(score))
            else:
                refused.append(
                    f"{score.shown} was not graded, because nothing in it could be read: no grade was written."
                )
            if feedback is not None:
                self.table.rows[row][feedback] = _after(self.table.rows[row][feedback], score.text)
        return refused


def _after(there: str, text: str) -> str:
    """Our comment after what somebody else wrote; an earlier one of ours goes."""
    kept = there.partition(_MARK)[0].removesuffix("<br>").rstrip()
    return f"{kept}<br>{text}" if kept else text
