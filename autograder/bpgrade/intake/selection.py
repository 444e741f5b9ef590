"""Chooses, among the notebooks that were handed in, the one to grade for each exercise."""

from collections.abc import Iterable
from dataclasses import dataclass

from bpgrade.intake.decoding import Unreadable
from bpgrade.intake.entries import Budget
from bpgrade.intake.handed import Handed
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
    belong to it. Among several of a kind, one in fewer folders wins, then the one saved last; of several attempts at
    a file, the latest. A file that cannot be read never wins.
    """

    def __init__(self, entries: Iterable[Handed], budget: Budget) -> None:
        self.notebooks: dict[str, Notebook] = {}
        self.chosen: dict[str, Handed] = {}
        self.problems: list[Problem] = []
        self._budget = budget
        by_exercise: dict[str | None, list[Handed]] = {}
        for entry in entries:
            by_exercise.setdefault(exercise_by_name(entry.plain_name), []).append(entry)
        for exercise in CANONICAL:
            self._choose(exercise, _best_first(by_exercise.get(exercise, ()), exercise))
        self._choose_by_cells(_best_first(by_exercise.get(None, ()), ""))

    def _choose(self, exercise: str, candidates: list[Handed]) -> None:
        winner: Handed | None = None
        for entry in candidates:
            if winner is None:
                if notebook := self._read(exercise, entry):
                    winner = entry
                    self._accept(exercise, notebook, entry, "its name")
            elif not entry.is_attempt_at_the_same(winner):
                self._say(exercise, _passed_over(entry, winner, exercise))
        attempts = [entry for entry in candidates if winner and entry.is_attempt_at_the_same(winner)]
        if attempts:
            self._say(exercise, _latest(winner, attempts, exercise))

    def _choose_by_cells(self, candidates: list[Handed]) -> None:
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
                    self._accept(exercise, notebook, entry, "the test cells in it")
        if ignored:
            self._say(None, _ignored(ignored))

    def _read(self, exercise: str | None, entry: Handed) -> Notebook | None:
        try:
            return read_notebook(self._budget.read(entry), entry.path.name)
        except Unreadable as error:
            self._say(exercise, str(error))
            return None

    def _accept(self, exercise: str, notebook: Notebook, entry: Handed, clue: str) -> None:
        self.notebooks[exercise] = notebook
        self.chosen[exercise] = entry
        if exercise not in (notebook.name, entry.plain_name):
            taken = f'"{notebook.name}" was taken for {exercise}, going by {clue}'
            self._say(exercise, f"{taken}: hand it in as {exercise} next time.")
        for sentence in (_swapped(exercise, notebook), *notebook.problems):
            if sentence:
                self._say(exercise, sentence)

    def _say(self, exercise: str | None, sentence: str) -> None:
        self.problems.append(Problem(exercise, sentence))


def _best_first(candidates: Iterable[Handed], exercise: str) -> list[Handed]:
    # Sorted by the least important key first; the sort is stable.
    ordered = sorted(candidates, key=lambda entry: entry.path)
    ordered.sort(key=lambda entry: (entry.modified, entry.order[1]), reverse=True)
    ordered.sort(key=lambda entry: (entry.plain_name != exercise, len(entry.path.parts)))
    latest = {entry.upload: entry.order for entry in sorted(ordered, key=lambda entry: entry.order)}
    earlier = [entry for entry in ordered if entry.order != latest[entry.upload]]
    newest = [entry for entry in ordered if entry.order == latest[entry.upload]]
    return newest + sorted(earlier, key=lambda entry: entry.order, reverse=True)


def _latest(winner: Handed, attempts: list[Handed], exercise: str) -> str:
    """The sentence on several attempts at what was graded, of which a later one may have been unreadable."""
    readable = " that can be read" if any(entry.order > winner.order for entry in attempts) else ""
    which = "" if str(winner.path) == exercise else f" ({printable(str(winner.path))})"
    return f"{exercise} was handed in more than once: the latest attempt{readable}{which} was graded."


def _passed_over(entry: Handed, winner: Handed, exercise: str) -> str:
    if winner.path == entry.path:
        which = "later one" if winner.modified == entry.modified else "one saved last"
        return f"{printable(winner.path.name)} is in the archive more than once: the {which} was graded."
    if (winner.plain_name == exercise) != (entry.plain_name == exercise):
        reason = "has the exact name"
    elif len(winner.path.parts) != len(entry.path.parts):
        reason = "lies in fewer folders"
    elif winner.modified != entry.modified:
        reason = "was saved last"
    elif winner.order[1] != entry.order[1]:
        reason = "was handed in last"
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
