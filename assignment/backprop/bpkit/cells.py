"""One code cell of a notebook as Python statements: magics put aside, what cannot be parsed set apart."""

import ast
import re
import warnings
from dataclasses import dataclass

_PYTHON_MAGICS = ("time", "timeit", "capture", "prun")
_MAGIC_LINE = re.compile(r"^(\s*)(?:[%!]|\?|[\w.]+\?{1,2}\s*$)")
_CHUNK_START = re.compile(r"^(?:@|class\b|def\b|async\b|import\b|from\b|\w[\w., ]*=[^=])")
_BINDS = re.compile(r"^(?:async\s+def|def|class)\s+(\w+)|^(\w+)\s*(?:,|=[^=])", re.MULTILINE)
_PARSE_ERRORS = (SyntaxError, ValueError, MemoryError, RecursionError)


@dataclass(frozen=True)
class Broken:
    """A piece of a cell that Python cannot read: code cell and line counted from 1, and the names it would bind."""

    cell: int
    line: int
    type: str
    text: str
    names: frozenset


def file_name(notebook, index):
    """The name under which a cell's code is compiled, so that a traceback leads back to the cell."""
    return f"<{notebook}, code cell {index}>"


def cell_of(name):
    """(notebook, code cell index) of a file name that `file_name` made, else None."""
    match = re.fullmatch(r"<(.+), code cell (\d+)>", name)
    return (match[1], int(match[2])) if match else None


def parse(source, index):
    """A cell's top-level statements.

    Args:
        source: the cell's text, notebook magics included.
        index: the cell's number among the code cells.
    Returns:
        (nodes, broken): ast statements in order with the cell's own line numbers, and Broken pieces. One bad
        definition does not take its neighbours along.
    """
    try:
        return _statements(source), []
    except _PARSE_ERRORS:
        pass
    source = _without_magics(source)
    try:
        return _statements(source), []
    except _PARSE_ERRORS:
        return _salvage(source, index)


def _statements(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an invalid escape is the student's own business
        return ast.parse(source).body


def _without_magics(source):
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%"):
        if first[2:].split(maxsplit=1)[:1] not in [[magic] for magic in _PYTHON_MAGICS]:
            return ""
        lines[lines.index(first)] = ""
    return "\n".join(_MAGIC_LINE.sub(r"\1pass  # ", line, count=1) for line in lines)


def _salvage(source, index):
    lines, starts = source.split("\n"), []
    for number, line in enumerate(lines):
        decorated = starts and lines[number - 1].startswith("@")
        if _CHUNK_START.match(line) and not decorated:
            starts.append(number)
    nodes, broken = [], []
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        try:
            chunk = _statements("\n" * start + "\n".join(lines[start:end]))
        except _PARSE_ERRORS as error:
            broken.append(_broken("\n".join(lines[start:end]), index, start + 1, error))
        else:
            nodes += chunk
    return nodes, broken


def _broken(text, index, first_line, error):
    names = frozenset(name for pair in _BINDS.findall(text) for name in pair if name)
    line = getattr(error, "lineno", None) or first_line
    return Broken(index, line, type(error).__name__, getattr(error, "msg", None) or str(error), names)
