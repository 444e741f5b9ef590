"""What a student reads whose code raised: the exception, their own line, and what to try for this kind of exception."""

import os
import traceback

import numpy as np

from bpkit import card
from bpkit.cells import cell_of
from bpkit.compare import Finding

_NOT_THE_STUDENTS = tuple(
    os.path.join(os.path.dirname(os.path.abspath(path)), "") for path in (card.__file__, np.__file__, os.__file__)
)

# (exception, what its message holds, what to try): the first that fits.
_ADVICE = (
    (Exception, "'Parameter'", "A Parameter holds its array in .data and its gradient in .grad; calculate with these."),
    (
        Exception,
        "NoneType",
        "Something is None: a gradient before one arrives, or the result of a function without return.",
    ),
    (
        AttributeError,
        "",
        "Is it spelt as where it was set, and was it set before this line ran, in forward for instance?",
    ),
    (NameError, "", "Is it spelt as where it was made? What an object keeps is self.name inside its methods."),
    (RecursionError, "", "The function calls itself without end: look for its own name, or self(...), inside it."),
    (
        TypeError,
        "positional argument",
        "Compare the line with def with the one that was handed out: how many names has it?",
    ),
    (SystemExit, "", "Take exit() out: it ends Python, and everything that you have computed with it."),
    (BaseException, "", "Run that line in a cell of its own, and print the shapes of what goes in."),
)


def finding(error) -> Finding:
    """What was raised, and where."""
    return Finding(f"Your code raised {type(error).__name__}: {error}", where=place(error))


def advice(error) -> str:
    """What to try next."""
    return next(text for kind, part, text in _ADVICE if isinstance(error, kind) and part in str(error))


def place(error) -> str:
    """The student's own line that an exception came through last, or "" if it never reached their code."""
    frame = _last_of_theirs(error)
    if frame is None:
        return ""
    notebook = f"{frame.filename.strip('<>')}, " if ".ipynb" in frame.filename else ""
    source = f": {frame.line}" if frame.line else ""
    return f"{notebook}line {frame.lineno} in {frame.name}{source}"


def notebook(error) -> str:
    """The notebook that this line was imported from, or "" if it stands in a cell of the one that is open."""
    frame = _last_of_theirs(error)
    cell = cell_of(frame.filename) if frame else None
    return cell[0] if cell else ""


def _last_of_theirs(error):
    frames = [each for each in traceback.extract_tb(error.__traceback__) if not _elsewhere(each.filename)]
    return frames[-1] if frames else None


def _elsewhere(filename):
    if filename.startswith("<"):  # a cell, not a file; where there are no files at all, abspath would raise
        return False
    return os.path.abspath(filename).startswith(_NOT_THE_STUDENTS) or "site-packages" in filename
