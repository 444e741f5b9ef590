"""What is wrong with a value, in words: Finding, the Mismatch that carries one, and the sentences in it."""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Finding:
    """What is wrong with one value, in plain sentences without markup; all but `what` may be empty.

    Attributes:
        what: the verdict, e.g. "grad_weight is wrong in 3 of 12 entries".
        where: rows, columns or positions.
        how_far: size of the error and the tolerance.
        hint: what probably happened and what to try; only ever one that explains every entry.
        wrong: which entries are wrong, booleans of the value's shape, for a picture; None where values are not shown.
    """

    what: str
    where: str = ""
    how_far: str = ""
    hint: str = ""
    wrong: np.ndarray | None = field(default=None, compare=False, repr=False)

    def lines(self) -> list[str]:
        """The finding as text lines, the way a terminal shows it."""
        labelled = (("where", self.where), ("how far", self.how_far), ("hint", self.hint))
        return [self.what, *(f"  {label:<8} {text}" for label, text in labelled if text)]


class Mismatch(AssertionError):
    """A value is not what it should be. `finding` says how; str() is the same as lines of text."""

    def __init__(self, finding: Finding):
        super().__init__("\n".join(finding.lines()))
        self.finding = finding


def describe(value) -> str:
    """What a value is, for a sentence: a list, a numpy array of shape (3,). Never calls its repr."""
    if value is None:
        return "None: did you forget return?"
    if type(value) is np.ndarray:
        return f"a numpy array of shape {value.shape} and dtype {value.dtype}"
    if isinstance(value, np.matrix):
        return "a numpy matrix: use plain arrays, a matrix changes what * means"
    if isinstance(value, np.ma.MaskedArray):
        return "a masked array: use plain arrays"
    if isinstance(value, np.generic):
        return f"a numpy {type(value).__name__} scalar"
    if type(value) is tuple:
        return f"a tuple of {len(value)}"
    name = type(value).__name__
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def count_wrong(name, wrong) -> str:
    """The verdict on a value with wrong entries; wrong is a boolean array."""
    if wrong.size == 1:
        return f"{name} is wrong"
    return f"{name} is wrong in {np.count_nonzero(wrong)} of {wrong.size} entries"


def how_far(worst, scale, allowed, absolute) -> str:
    """The size of the worst error against the tolerance."""
    if absolute:  # the right answer is 0: the size of the error would be a value
        return f"the error is above the allowed {allowed:.0e}"
    with np.errstate(over="ignore"):  # a value near the largest float is infinitely far off
        return f"relative error {worst / scale:.1e}, allowed {allowed / scale:.0e} (norm-wise)"


def locate(wrong, at) -> str:
    """Rows, columns and the worst position (the index `at`) of the wrong entries; "" for a single number."""
    if wrong.size == 1:
        return ""
    parts = []
    if wrong.all():
        parts.append("every entry")
    elif wrong.ndim == 1:
        parts.append(_axis_summary("entry", wrong))
    elif wrong.ndim == 2:
        parts.append(_axis_summary("row", wrong.any(axis=1)))
        parts.append(_axis_summary("column", wrong.any(axis=0)))
    parts.append(f"worst at {position(at)}")
    return ", ".join(part for part in parts if part)


def _axis_summary(noun, touched):
    """Which rows (columns) hold a wrong entry: all rows, row 0 only, rows 0, 2 only, 5 of 9 rows."""
    indices, plural = np.flatnonzero(touched), "entries" if noun == "entry" else f"{noun}s"
    if len(indices) == len(touched):
        return f"all {plural}" if len(touched) > 1 else ""
    if len(indices) > 4:
        return f"{len(indices)} of {len(touched)} {plural}"
    return f"{plural if len(indices) > 1 else noun} {', '.join(map(str, indices))} only"


def position(index) -> str:
    """An index the way numpy writes it: [1, 2]."""
    return "[" + ", ".join(str(int(i)) for i in index) + "]"
