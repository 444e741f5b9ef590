"""What a gradebook of nbgrader knows about the cells of an assignment, as plain values that outlive its session."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from nbgrader.api import Notebook

from bpgrade.exports.nbgrader_results import Place
from bpgrade.output import number, printable
from bpgrade.record import BONUS_NOTEBOOK

_BONUS = BONUS_NOTEBOOK.removesuffix(".ipynb")
_MOST_NAMED = 10


class KnownCell(NamedTuple):
    """A cell as it was released. mark: what nbgrader keeps in its metadata."""

    cell_type: str
    source: str
    mark: dict[str, Any]


class AssignmentCells:
    """The cells of an assignment's notebooks.

    Attributes:
        notebooks: notebook -> id -> cell, in the gradebook's order. worth: the points of each cell that tests grade.
            by_hand: the cells whose points a person gives.
    """

    def __init__(self, notebooks: list[Notebook]) -> None:
        self.notebooks = {book.name: dict(_cells(book)) for book in notebooks}
        graded = {(book.name, cell.name): cell for book in notebooks for cell in book.grade_cells}
        written = {(book.name, cell.name) for book in notebooks for cell in [*book.solution_cells, *book.task_cells]}
        self.by_hand = written | {place for place, cell in graded.items() if cell.cell_type != "code"}
        self.worth: dict[Place, float] = {
            place: cell.max_score for place, cell in graded.items() if place not in self.by_hand
        }

    def lacks_bonus(self, worth: dict[Place, float]) -> bool:
        """Whether there are bonus points that have no place here."""
        return _BONUS not in self.notebooks and any(notebook == _BONUS for notebook, _ in worth)

    def differences(self, worth: dict[Place, float]) -> str:
        """How other grade cells, with their points, differ from those here, in words; empty when they are the same.

        What people grade does not matter. Bonus cells may be missing here: they are not part of the score.
        """
        here, there = self.worth, self._comparable(worth)
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

    def _comparable(self, worth: dict[Place, float]) -> dict[Place, float]:
        left_out = {_BONUS} if self.lacks_bonus(worth) else set()
        return {
            place: points
            for place, points in worth.items()
            if place not in self.by_hand and place[0] not in left_out and (points or place in self.worth)
        }


def _cells(book: Notebook) -> Iterable[tuple[str, KnownCell]]:
    points = {cell.name: cell.max_score for cell in [*book.grade_cells, *book.task_cells]}
    graded = {cell.name for cell in book.grade_cells}
    solved = {cell.name for cell in book.solution_cells}
    tasks = {cell.name for cell in book.task_cells}
    for cell in book.source_cells:
        mark = {
            "schema_version": 3, "grade_id": cell.name, "grade": cell.name in graded,
            "solution": cell.name in solved, "task": cell.name in tasks, "locked": cell.locked,
            "cell_type": cell.cell_type, "checksum": cell.checksum,
        }  # fmt: skip
        mark |= {"points": points[cell.name]} if cell.name in points else {}
        yield cell.name, KnownCell(cell.cell_type, cell.source, mark)
