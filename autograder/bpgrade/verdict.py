"""From what happened in a hidden test to what the record says: outcome, sentences for the student, text for staff."""

import builtins

from bpgrade.record import Outcome
from bpgrade.session import CALL_SECONDS, Missing
from bpgrade.wall.client import Crashed, StudentError, TimedOut
from bpkit.compare import Mismatch

_KNOWN_ERRORS = {
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)
}
_KNOWN_ERRORS |= {"LinAlgError", "AxisError", "FloatingPointError"}
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
            "staff": staff,
        }
    if isinstance(error, Missing):
        return _missing(error, own_cells)
    if isinstance(error, TimedOut):
        what = f"Your code gave no answer within {CALL_SECONDS:.0f} seconds and was stopped."
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
        source = own_cells.get((notebook, cell))
        lines = source.split("\n") if source is not None else []
        if 1 <= line <= len(lines):
            return f"{notebook}, code cell {cell}, line {line}: {lines[line - 1].strip()[:120]}"
    return ""


def _missing(error, own_cells):
    name, failure = error.name, error.failure
    where = _where([failure["place"]] if failure["place"] else [], own_cells)
    result = {"outcome": Outcome.MISSING, "where": where, "staff": failure["text"]}
    if failure["kind"] == "syntax":
        return result | {
            "what": f"{name} cannot be read: its code is not valid Python ({_shown_type(failure['type'])})."
        }
    if failure["kind"] == "error":
        return result | {
            "what": f"{name} could not be defined: your code raised {_shown_type(failure['type'])} on the way."
        }
    return result | {"what": f"{name} is not defined in {error.notebook}."}


def _crashed(error):
    if isinstance(error, Crashed) and error.code is not None and error.code < 0:
        return f"Your code ended the whole Python process ({error})."
    if isinstance(error, Crashed) and error.code is not None:
        return "Your code ended the whole Python process: take out any exit(), quit() or os._exit()."
    return "Your code's process gave an answer that could not be read."
