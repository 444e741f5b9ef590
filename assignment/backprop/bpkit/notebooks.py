"""Reads notebooks from where the student keeps them, and takes definitions out of one for another: import_from."""

import json
import linecache
import warnings
from contextlib import contextmanager, suppress
from copy import copy
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from bpkit.cells import file_name
from bpkit.slicer import Program, define


class Folder:
    """Notebooks in a folder on disk, read anew at every call, so that a saved change counts at once."""

    def __init__(self, path=None):
        self.path, self.lent = path, {}

    def program(self, name):
        """A notebook's Program, its code cells counted from 1.

        Raises:
            FileNotFoundError, ValueError: a sentence that says what to do.
        """
        path = Path(self.path or ".") / name
        try:
            raw = path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise FileNotFoundError(_not_found(path)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"{name} could not be read: {error}.") from None
        try:
            sources = [cell["source"] for cell in json.loads(raw)["cells"] if cell["cell_type"] == "code"]
            sources = ["".join(source) for source in sources]
        except (ValueError, KeyError, TypeError, RecursionError):
            message = f"{name} is not a notebook that can be read: put an older copy or a fresh one in its place."
            raise ValueError(message) from None
        return Program(name, list(enumerate(sources, start=1)))

    def note_taken(self, name, names):
        """Remember what was taken from a notebook, and out of which of its states."""
        path = Path(self.path or ".").resolve() / name
        with suppress(OSError):  # gone meanwhile
            _taken.setdefault(path, {}).update(dict.fromkeys(names, _saved(path)))


class Library:
    """Notebooks held in memory, as the grader's jail has them; each is read once.

    Args:
        notebooks: name -> [(index, source), ...].
    Attributes:
        lent: notebook name -> {name: object}: definitions that stand in for the notebook's own.
    """

    def __init__(self, notebooks):
        self._notebooks, self._programs, self.lent = notebooks, {}, {}

    def __contains__(self, name):
        return name in self._notebooks

    def lending(self, lent):
        """The same notebooks with other definitions lent."""
        other = copy(self)
        other.lent = lent
        return other

    def program(self, name):
        """A notebook's Program. Raises FileNotFoundError."""
        if name not in self:
            raise FileNotFoundError(f"{name} is not among the notebooks that were handed in.")
        if name not in self._programs:
            self._programs[name] = Program(name, self._notebooks[name])
        return self._programs[name]

    def note_taken(self, name, names):
        """These never change."""


library = Folder()
_running = ()  # the notebooks whose definitions are being run, outermost first
_taken = {}  # path -> {name: when the file was saved that it came from}: what import_from has given


def import_from(name, *names, folder=None):
    """Classes and functions from another notebook: runs just the definitions they need, not the notebook.

    Args:
        name: a notebook's file name, e.g. "01_linear.ipynb".
        names: what to take from it, e.g. "Linear".
        folder: where the notebook lies; the current folder when None.
    Returns:
        tuple: the objects in the order of the names. Write `(Linear,) = import_from("01_linear.ipynb", "Linear")`.
    Raises:
        FileNotFoundError: there is no such notebook; says where it looked and what lies there.
        ImportError: a name is not defined there, or its definition cannot be run; says in which cell.
    """
    if not names:
        raise TypeError('say what to import: (Linear,) = import_from("01_linear.ipynb", "Linear")')
    source = Folder(folder) if folder else library
    namespace = dict(source.lent.get(name, {}))
    wanted = [each for each in names if each not in namespace]
    if wanted:
        with _imports_go_to(source, name):
            namespace |= _take(source.program(name), wanted)
        source.note_taken(name, wanted)
    return tuple(namespace[each] for each in names)


def outdated():
    """Notebooks that were saved again after import_from had taken something out of them: {Path: names}."""
    there = {path: (_saved(path), taken) for path, taken in _taken.items() if path.is_file()}
    old = {path: {name for name, saved in taken.items() if saved != now} for path, (now, taken) in there.items()}
    return {path: names for path, names in old.items() if names}


def _saved(path):
    return path.stat().st_mtime_ns


@contextmanager
def _imports_go_to(source, name):
    """While a notebook's definitions run, its own import_from looks where that notebook lies."""
    global library, _running
    if name in _running:
        raise ImportError(f"{' and '.join(_running)} import from each other: take one of the imports out.")
    before = library, _running
    library, _running = source, (*_running, name)
    try:
        yield
    finally:
        library, _running = before


def show_lines(program):
    """Let tracebacks through a Program's code show the student's own lines."""
    for index, source in program.cells:
        name = file_name(program.name, index)
        # splitlines would also split at a form feed, as Python does not
        linecache.cache[name] = (len(source), None, [line + "\n" for line in source.split("\n")], name)


def _take(program, wanted):
    name = program.name
    show_lines(program)
    namespace, failures = define(program, wanted, on_error=partial(_warn, name, wanted))
    if failures:
        missing, failure = next(iter(failures.items()))
        advice = " Mend it there, save that notebook, and run this cell again."
        raise ImportError(failure.sentence(missing, name) + advice)
    return {each: namespace[each] for each in wanted}


def _warn(notebook, wanted, names, failure):
    """A definition can do without much of what stands above it, but its author should know what failed."""
    if not names & set(wanted):
        subject = " and ".join(sorted(names)) or "A change to it"
        warnings.warn(failure.sentence(subject, notebook), stacklevel=2)


def _not_found(path):
    here = path.parent.resolve()
    others = sorted(each.name for each in here.glob("*.ipynb"))
    alike = get_close_matches(path.name, others, n=1, cutoff=0.5)
    hint = f" Did you mean {alike[0]!r}?" if alike else " Open Jupyter in the folder that holds all the notebooks."
    return f"{path.name} was not found in {here}.{hint}"
