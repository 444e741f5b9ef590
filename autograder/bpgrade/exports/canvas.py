"""A file for the import of Canvas' gradebook: the students that Canvas exported, with one assignment's scores."""

import argparse
import re
from pathlib import Path

from bpgrade import lms
from bpgrade.exports import tables
from bpgrade.exports.common import Done, ExportError, counted
from bpgrade.exports.roster import Placement, Roster, Scale, Score, add_scale_option, place, refuse_to_replace
from bpgrade.output import number, printable
from bpgrade.reports.graded import Graded
from bpkit.files import write_atomically

HELP = "scores for the import of Canvas' gradebook"
OUT = "canvas.csv"

_MOST_NAMED = 20
_WITH_ID = re.compile(r"^(?P<title>.*?)\s*\((?P<id>\d+)\)$")
# Columns of sums; one of an assignment group, or of a grading period, has more words around these.
_SUMS = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
_POSTING = re.compile(r"\s*(Muted|Manual Posting.*)?\s*", re.IGNORECASE)
_KEPT = {"EX": "is excused", "N/A": "is not assigned this work"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The format's options."""
    parser.add_argument("--gradebook", type=Path, required=True, metavar="FILE", help="what Canvas exported, as CSV")
    text = "the assignment: 'Title (12345)' as in the file's first line, or only the title, or the number"
    parser.add_argument("--column", required=True, help=text)
    add_scale_option(parser)


def export(graded: Graded, out: Path, options: argparse.Namespace) -> Done:
    """Writes the identification columns and the one assignment's, for all rows of the gradebook."""
    refuse_to_replace(options.gradebook, out)
    book = Gradebook(options.gradebook)
    column = book.assignment(options.column)
    scale = Scale(book.points_possible(column), options.scale)
    if scale.wanted and scale.most is None:
        raise ExportError(f"{book.table.name} does not say what {book.title(column)} is worth: --scale cannot be used.")
    scores = [Score.of(report) for report in graded]
    roster = book.roster()
    placement = place(scores, roster, names_of, book.table.name)
    refused = book.fill(column, placement, roster, scale)
    write_atomically(out, book.table.as_csv([*range(book.known), column]))
    remarks = placement.without(roster, "the gradebook's cell was left as it is")
    if mismatch := scale.mismatch(scores):
        remarks.append(f"{book.title(column)} is {mismatch}: scores were written as they are, --scale converts them.")
    written = len(placement.rows) - len(refused)
    return Done(
        f"scores of {written} of {counted(len(scores), 'submission')} for {book.title(column)}",
        [*placement.left_out, *refused],
        remarks,
    )


def names_of(submission_id: str) -> list[str]:
    """The id itself, and the user number in one that comes out of Canvas' download of submissions."""
    whole = lms.canvas_file(submission_id)
    user = whole.user if whole else lms.canvas_user(submission_id)
    return [submission_id, f"id {user}"] if user else [submission_id]


class Gradebook:
    """The file that Canvas exports. known: how many columns say who a student is.

    Raises:
        ExportError: it is not such a file.
    """

    def __init__(self, path: Path) -> None:
        self.table = tables.read(path, ["ID", "Section"], "the gradebook that Canvas exports")
        self.known = self.table.column("Section") + 1

    def title(self, column: int) -> str:
        return printable(self.table.header[column])

    def _cell(self, row: int, title: str) -> str:
        column = self.table.column(title)
        return "" if column is None else self.table.rows[row][column]

    def _possible(self) -> list[str]:
        """The row 'Points Possible', wherever it was sorted to; empty where it was deleted."""
        return next((row for row in self.table.rows if "Points Possible" in row[0]), [])

    def points_possible(self, column: int) -> float | None:
        row = self._possible()
        return tables.amount(row[column]) if row else None

    def assignment(self, wanted: str) -> int:
        """The column of an assignment. Raises ExportError, naming those that there are."""
        possible = self._possible() or [""] * len(self.table.header)
        choices = {}
        for column in range(self.known, len(self.table.header)):
            name = _WITH_ID.match(self.table.header[column].strip())
            if name and not _SUMS.search(name["title"]) and "read only" not in possible[column]:
                choices[column] = (name[0], name["title"], name["id"])
        for kind in range(3):
            fitting = [column for column, names in choices.items() if names[kind] == wanted.strip()]
            if len(fitting) == 1:
                return fitting[0]
        named = [repr(printable(names[0])) for names in choices.values()]
        offer = ", ".join(named[:_MOST_NAMED]) + (", ..." if len(named) > _MOST_NAMED else "")
        problem = f"{self.table.name} has no assignment {printable(wanted)!r}"
        raise ExportError(f"{problem}: choose one of {offer}." if named else f"{problem}, nor any other.")

    def roster(self) -> Roster:
        """The students: neither the rows about assignments nor the one that Canvas makes for trying things out."""
        roster = Roster()
        for row, cells in enumerate(self.table.rows):
            name = self._cell(row, "Student") or ", ".join(self._cell(row, part) for part in ("LastName", "FirstName"))
            about = "Points Possible" in cells[0] or all(_POSTING.fullmatch(cell) for cell in cells)
            if about or name.strip() in ("Student, Test", "Test Student"):
                continue
            number_of = self._cell(row, "ID").strip()
            names = [number_of, number_of and f"id {number_of}", self._cell(row, "SIS User ID")]
            roster.add(row, name.strip() or number_of, names, [self._cell(row, "SIS Login ID")])
        return roster

    def fill(self, column: int, placement: Placement, roster: Roster, scale: Scale) -> list[str]:
        """Writes scores into their cells; gives a sentence for each that must not be written."""
        refused = []
        for row, score in placement.rows.items():
            state = _KEPT.get(self.table.rows[row][column].strip().upper())
            if not score.graded:
                refused.append(
                    f"{score.shown} was not graded, because nothing in it could be read: no score was written."
                )
            elif state:
                refused.append(f"{roster.labels[row]} {state} in Canvas: the score of {score.shown} was left out.")
            else:
                self.table.rows[row][column] = number(scale.points(score))
        return refused
