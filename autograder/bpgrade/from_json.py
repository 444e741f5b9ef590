"""From JSON back to the dataclasses of the result record: every field present and of its type, or a sentence."""

import types
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from bpgrade.output import printable

AGAIN = "grade the submission again"


class RecordError(Exception):
    """A file that is not a result record of this version; the text is one sentence."""


def build(cls: type, content: object) -> Any:
    """An instance of a record dataclass from JSON.

    Args:
        cls: a dataclass whose fields are str, int, float, a StrEnum, a dataclass, or tuple[one of these, ...].
        content: what `json.loads` gave.
    Raises:
        RecordError: a field is missing, unknown or of the wrong type.
    """
    if not isinstance(content, dict):
        raise RecordError(f"The result record holds something other than a {cls.__name__}: {AGAIN}.")
    hints = _hints(cls)
    for name in sorted(hints.keys() ^ content.keys()):
        problem = "lacks the field" if name in hints else "has the unknown field"
        raise RecordError(f"The result record {problem} {printable(name, 40)}: {AGAIN}.")
    return cls(**{name: _value(name, kind, content[name]) for name, kind in hints.items()})


@cache
def _hints(cls: type) -> dict[str, Any]:
    """Field -> its type. A large class has millions of test results."""
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


def _value(name: str, kind: Any, value: object) -> Any:
    if kind is str and type(value) is str:  # nearly all of them
        return value
    if isinstance(kind, types.GenericAlias):  # tuple[X, ...]
        if isinstance(value, list):
            return tuple(_value(name, get_args(kind)[0], item) for item in value)
    elif is_dataclass(kind):
        return build(kind, value)
    elif issubclass(kind, StrEnum):
        if value in kind.__members__.values():
            return kind(value)
    elif kind is float:
        if type(value) in (int, float) and abs(value) < 1e15:  # neither NaN nor infinite
            return float(value)
    elif type(value) is kind:
        return value
    raise RecordError(f"The result record has an unusable {name}: {AGAIN}.")
