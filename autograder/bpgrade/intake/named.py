"""Notebooks that are named one by one, or by the folder they lie in, each among the others of its folder."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bpgrade.intake.decoding import Unreadable
from bpgrade.intake.entries import Budget, is_ignored
from bpgrade.intake.folder import file_entry
from bpgrade.intake.group import UsageError, usable
from bpgrade.intake.names import CANONICAL, REQUIRED, exercise_by_cells, exercise_by_name, is_notebook_name
from bpgrade.intake.notebook import Notebook, read_notebook
from bpgrade.intake.selection import Selection
from bpgrade.output import printable


@dataclass(frozen=True)
class Named:
    """A notebook that was named, or that a named folder should hold.

    exercise: its canonical name. path: where it lies, or would. books: canonical name -> Notebook, all that can be
    read in its folder, itself among them if it is. problems: sentences about it.
    """

    exercise: str
    path: Path
    books: dict[str, Notebook]
    problems: tuple[str, ...]

    @property
    def missing(self) -> bool:
        """Whether there is no such file."""
        return self.exercise not in self.books and not self.problems


def find_named(paths: Iterable[Path]) -> list[Named]:
    """The notebooks at some paths, each file once; of a folder one for each exercise, missing ones too.

    Raises:
        UsageError: a path does not exist, cannot be read, or is neither an exercise's notebook nor a folder of such.
    """
    found: dict[Path, Named] = {}
    for path in paths:
        for each in _at(Path(path)):
            found.setdefault(each.path.absolute(), each)
    return list(found.values())


def _at(path):
    shown = printable(str(path))
    with usable(shown, "a notebook or a folder of notebooks"):
        real = path.resolve(strict=True)
        if real.is_dir():
            return _in_folder(path, shown)
        if not real.is_file() or not is_notebook_name(path.name):
            raise UsageError(f"{shown} is neither a notebook (.ipynb) nor a folder of notebooks.")
        return [_alone(path, shown)]


def _in_folder(folder, shown):
    selection = _selection(folder)
    problems = {name: tuple(p.sentence for p in selection.problems if p.notebook == name) for name in CANONICAL}
    found = []
    for name in CANONICAL:
        if name in selection.notebooks:
            path, about = folder / selection.chosen[name].path, selection.notebooks[name].problems
        else:
            path, about = folder / name, problems[name]
        found.append(Named(name, path, selection.notebooks, about))
    if all(each.missing for each in found):
        raise UsageError(f"{shown} holds no notebook of an exercise: name the folder in which they lie.")
    return [each for each in found if each.exercise in REQUIRED or not each.missing]


def _alone(path, shown):
    """One file, whatever else fits the same exercise."""
    notebook, problems = None, ()
    try:
        notebook = read_notebook(Budget().read(_entry(path)), path.name)
        problems = notebook.problems
    except Unreadable as error:
        problems = (str(error),)
    exercise = exercise_by_name(path.name) or exercise_by_cells(notebook.grade_ids if notebook else ())
    if exercise is None:
        nameless = f"{shown} is no exercise's notebook, going by its name and the test cells in it."
        raise UsageError(nameless if notebook else problems[0])
    books = {name: book for name, book in _selection(path.parent).notebooks.items() if name != exercise}
    return Named(exercise, path, books | ({exercise: notebook} if notebook else {}), problems)


def _selection(folder):
    """The notebooks that lie in a folder itself, as a submission's would be chosen."""
    files = (path for path in sorted(folder.iterdir()) if is_notebook_name(path.name) and not is_ignored(path.name))
    return Selection([_entry(path) for path in files if path.is_file()], Budget())


def _entry(path):
    """A file as intake reads it; links are followed, as Jupyter does: it is no stranger who has named it."""
    return file_entry(path.resolve(), PurePosixPath(path.name))
