"""Chooses, among the notebooks that were handed in, the one to grade for each exercise."""

from collections.abc import Iterable
from dataclasses import dataclass

from bpgrade.intake.decoding import Unreadable
from bpgrade.intake.entries import Budget, Entry
from bpgrade.intake.names import CANONICAL, exercise_by_cells, exercise_by_name
from bpgrade.intake.notebook import Notebook, read_notebook
from bpgrade.output import printable
from bpgrade.record import NOTEBOOK_OF

_MANY = 5


@dataclass(frozen=True)
class Problem:
    """A sentence for the student, about one notebook (its canonical name) or the whole submission."""

    notebook: str | None
    sentence: str


class Selection:
    """The notebooks to grade, by canonical name, and sentences about the choice.

    A file with the exact name wins, then one whose name speaks of the exercise, then one whose test cells
    belong to it. Among several of a kind, one in fewer folders wins, then the one saved last. A file that
    cannot be read never wins.
    """

    def __init__(self, entries: Iterable[Entry], budget: Budget) -> None:
        self.notebooks: dict[str, Notebook] = {}
        self.problems: list[Problem] = []
        self._budget = budget
        by_exercise: dict[str | None, list[Entry]] = {}
        for entry in entries:
            by_exercise.setdefault(exercise_by_name(entry.path.name), []).append(entry)
        for exercise in CANONICAL:
            self._choose(exercise, _best_first(by_exercise.get(exercise, ()), exercise))
        self._choose_by_cells(_best_first(by_exercise.get(None, ()), ""))

    def _choose(self, exercise: str, candidates: list[Entry]) -> None:
        winner: Entry | None = None
        for entry in candidates:
            if winner is not None:
                self._say(exercise, _passed_over(entry, winner, exercise))
            elif notebook := self._read(exercise, entry):
                winner = entry
                self._accept(exercise, notebook, "its name")

    def _choose_by_cells(self, candidates: list[Entry]) -> None:
        """Looks into notebooks with foreign names while exercises are still without one."""
        ignored = []
        for entry in candidates:
            if len(self.notebooks) == len(CANONICAL):
                ignored.append(entry.path.name)
            elif notebook := self._read(None, entry):
                exercise = exercise_by_cells(notebook.grade_ids)
                if exercise is None or exercise in self.notebooks:
                    ignored.append(notebook.name)
                else:
                    self._accept(exercise, notebook, "the test cells in it")
        if ignored:
            self._say(None, _ignored(ignored))

    def _read(self, exercise: str | None, entry: Entry) -> Notebook | None:
        try:
            return read_notebook(self._budget.read(entry), entry.path.name)
        except Unreadable as error:
            self._say(exercise, str(error))
            return None

    def _accept(self, exercise: str, notebook: Notebook, clue: str) -> None:
        self.notebooks[exercise] = notebook
        if notebook.name != exercise:
            taken = f'"{notebook.name}" was taken for {exercise}, going by {clue}'
            self._say(exercise, f"{taken}: hand it in as {exercise} next time.")
        for sentence in (_swapped(exercise, notebook), *notebook.problems):
            if sentence:
                self._say(exercise, sentence)

    def _say(self, exercise: str | None, sentence: str) -> None:
        self.problems.append(Problem(exercise, sentence))


def _best_first(candidates: Iterable[Entry], exercise: str) -> list[Entry]:
    # Sorted by the least important key first; the sort is stable.
    ordered = sorted(candidates, key=lambda entry: entry.path)
    ordered.sort(key=lambda entry: entry.modified, reverse=True)
    return sorted(ordered, key=lambda entry: (entry.path.name != exercise, len(entry.path.parts)))


def _passed_over(entry: Entry, winner: Entry, exercise: str) -> str:
    if winner.path == entry.path:
        which = "later one" if winner.modified == entry.modified else "one saved last"
        return f"{printable(winner.path.name)} is in the archive more than once: the {which} was graded."
    if (winner.path.name == exercise) != (entry.path.name == exercise):
        reason = "has the exact name"
    elif len(winner.path.parts) != len(entry.path.parts):
        reason = "lies in fewer folders"
    elif winner.modified != entry.modified:
        reason = "was saved last"
    else:
        reason = "comes first in the alphabet"
    # Two of the same name are told apart by their folders.
    same_name = winner.path.name == entry.path.name
    taken, left = (printable(str(path) if same_name else path.name) for path in (winner.path, entry.path))
    return f'Two files fit {exercise}: "{taken}" was graded because it {reason}, "{left}" was not.'


def _swapped(exercise: str, notebook: Notebook) -> str:
    """A sentence when none of the test cells belong to the exercise that the name speaks of, but some to another."""
    inside = exercise_by_cells(notebook.grade_ids)
    if inside is None or any(NOTEBOOK_OF.get(grade_id) == exercise for grade_id in notebook.grade_ids):
        return ""
    return f"{notebook.name} holds the test cells of {inside}: hand each notebook in under its own name."


def _ignored(names: list[str]) -> str:
    shown = in_short(names)
    return f"Not graded, as neither name nor test cells fit an exercise that lacks a notebook: {shown}."


def in_short(names: Iterable[str]) -> str:
    """The first few names in quotation marks, and how many there are more."""
    names = list(names)
    shown = ", ".join(f'"{printable(name)}"' for name in names[:_MANY])
    return shown + (f" and {len(names) - _MANY} more" if len(names) > _MANY else "")
