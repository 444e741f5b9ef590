"""From what happened in a hidden test to what the record says: outcome, sentences for the student, text for staff."""

import builtins
import re

from bpgrade.output import printable
from bpgrade.record import Outcome
from bpgrade.session import Missing, UsedUp
from bpgrade.wall.client import Crashed, StudentError, TimedOut
from bpkit.compare import Mismatch

_KNOWN_ERRORS = {
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)
}
_KNOWN_ERRORS |= {"LinAlgError", "AxisError", "FloatingPointError"}
_HINTS = {
    "ModuleNotFoundError": "Only numpy, bpkit and Python's own modules can be imported when this is graded: "
    "write it in numpy, and copy what you need from other files into the notebook.",
    "NameError": "Choose Kernel > Restart Kernel and Run All Cells to see it: cells count from top to bottom.",
    "EOFError": "Nobody answers input() when this is graded: take it out.",
    "FileNotFoundError": "There are no files when this is graded: put what you need into the notebook.",
}
_HINTS |= {"ImportError": _HINTS["ModuleNotFoundError"], "PermissionError": _HINTS["FileNotFoundError"]}
# What a line that Python cannot read may hold, and what to do about it.
_UNREADABLE = {
    "[\u00a0\u2000-\u200f\u2028-\u202f\u2060\u3000\ufeff\0]":
        "This line holds an invisible character, as text from web pages does: type the line anew.",
    "[\u2018\u2019\u201c\u201d]": "This line holds typographic quotation marks: replace them by straight ones.",
    r"^\s*print\s+[^\s(=]": "This is Python 2: in Python 3 print is a function, print(...).",
    r"^ *\t|^\t+ ": "This line is indented by a tab, others are by blanks: use blanks only.",
}  # fmt: skip
_INSIDE = "It is defined inside a function or a class: move it to the left edge of a cell."
_NOT_WRITTEN = "This is not written yet: it still raises NotImplementedError."


def explain(error: BaseException, own_cells: dict) -> dict:
    """Fields of a TestResult for an exception that ended a hidden test.

    Args:
        error: Mismatch, Missing, StudentError, TimedOut or Crashed.
        own_cells: (notebook, cell index) -> source, of what the student handed in.
    Returns:
        dict with outcome, what and, where they apply, where, how_far, hint, staff. Only `staff` may hold text that the
        student's code made: an exception's message can carry hidden inputs, and so can the name of its class.
    """
    if isinstance(error, Mismatch):
        finding = error.finding
        parts = {"what": finding.what, "where": finding.where, "how_far": finding.how_far, "hint": finding.hint}
        return {"outcome": Outcome.FAILED, **parts}
    if isinstance(error, StudentError):
        staff = "\n".join(filter(None, [f"{error.type}: {error.text}", error.printed]))
        return {
            "outcome": Outcome.ERRORED,
            "what": _raised(error),
            "where": _where(error.places, own_cells),
            "hint": _HINTS.get(error.type, ""),
            "staff": staff,
        }
    if isinstance(error, Missing):
        return _missing(error, own_cells)
    if isinstance(error, UsedUp):
        used_up = f"has used up the {error.seconds:g} seconds that all its tests may take together"
        return {"outcome": Outcome.TIMED_OUT, "what": f"Not tried: this notebook {used_up}."}
    if isinstance(error, TimedOut):
        unit = "second" if error.seconds == 1 else "seconds"
        what = f"Your code gave no answer within {error.seconds:g} {unit} and was stopped."
        hint = "Look for a loop that does not end, or for Python loops where numpy can work on whole arrays."
        return {"outcome": Outcome.TIMED_OUT, "what": what, "hint": hint}
    return {"outcome": Outcome.CRASHED, "what": _crashed(error), "staff": str(error)}


def _raised(error):
    if error.type == "NotImplementedError":
        return _NOT_WRITTEN
    if error.type == "MemoryError":
        return "Your code asked for more memory than a homework gets (MemoryError): look for a far too large array."
    if error.type == "WireError":
        return "Your code returned something that is too large or too deeply nested to be looked at."
    return f"Your code raised {_shown_type(error.type)}."


def _shown_type(name):
    return name if name in _KNOWN_ERRORS else "an exception of a class of its own"


def _where(places, own_cells):
    for notebook, cell, line in reversed(places):
        text = _line(notebook, cell, line, own_cells)
        if text is not None:
            return f"{notebook}, code cell {cell}, line {line}: {printable(text.strip(), 120)}"
    return ""


def _line(notebook, cell, line, own_cells):
    lines = own_cells.get((notebook, cell), "").split("\n")
    return lines[line - 1] if (notebook, cell) in own_cells and 1 <= line <= len(lines) else None


def _missing(error, own_cells):
    name, failure = error.name, error.failure
    places = [failure["place"]] if failure["place"] else []
    staff = ": ".join(filter(None, [failure["type"], failure["text"]]))
    what, hint = f"{name} is not defined in {error.notebook}.", _INSIDE if places else ""
    if failure["kind"] == "syntax":
        what = f"{name} cannot be read: its code is not valid Python ({_shown_type(failure['type'])})."
        line = _line(*places[0], own_cells) if places else None
        hint = next((hint for found, hint in _UNREADABLE.items() if re.search(found, line or "")), "")
    if failure["kind"] == "error":
        what = f"{name} could not be defined: your code raised {_shown_type(failure['type'])} on the way."
        hint = _HINTS.get(failure["type"], "")
    return {"outcome": Outcome.MISSING, "what": what, "where": _where(places, own_cells), "hint": hint, "staff": staff}


def _crashed(error):
    if isinstance(error, Crashed) and error.code is not None and error.code < 0:
        return f"Your code ended the whole Python process ({error})."
    if isinstance(error, Crashed) and error.code is not None:
        return "Your code ended the whole Python process: take out any exit(), quit() or os._exit()."
    return "Your code's process gave an answer that could not be read."
