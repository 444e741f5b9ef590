"""Names: which exercise a file is, what a submission is called, and what its folder of results is called."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from bpgrade.output import printable
from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOK_OF, NOTEBOOKS

CANONICAL = tuple(NOTEBOOKS)
REQUIRED = tuple(name for name in CANONICAL if name != BONUS_NOTEBOOK)

ID_LENGTH = 100
_FOLDER_LENGTH = 150  # file systems allow 255 bytes, and an export may append to the name

# A browser that takes a notebook for text, or for JSON, adds its ending.
_ENDINGS = (".ipynb", ".ipynb.txt", ".ipynb.json")

# " (1)" of browsers, "-Copy1" of JupyterLab, " copy 2" of file managers.
_COPY_MARK = re.compile(r"( ?\(\d+\)|[-_ ]copy ?\d*)+$", re.IGNORECASE)


def _patterns(canonical: str) -> tuple[re.Pattern, re.Pattern]:
    number, *words = canonical.removesuffix(".ipynb").split("_")
    topic = "[^a-z]*".join(words) + "(?![a-z])"
    return re.compile(f"(?<![0-9])0?{int(number)}[^a-z0-9]*{topic}"), re.compile(f"(?<![a-z]){topic}")


_PATTERNS = {canonical: _patterns(canonical) for canonical in CANONICAL}


def is_notebook_name(filename: str) -> bool:
    """Whether a file of this name is a notebook."""
    return filename.lower().endswith(_ENDINGS)


def exercise_by_name(filename: str) -> str | None:
    """The notebook that a file's name speaks of: by number and topic, else by the topic alone."""
    stem = filename.lower().removesuffix(".ipynb")
    for kind in (0, 1):
        fitting = [canonical for canonical, patterns in _PATTERNS.items() if patterns[kind].search(stem)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def exercise_by_cells(grade_ids: Iterable[str]) -> str | None:
    """The notebook that most of these test cells belong to."""
    count = Counter(NOTEBOOK_OF[grade_id] for grade_id in grade_ids if grade_id in NOTEBOOK_OF)
    return count.most_common(1)[0][0] if count else None


def without_copy_mark(filename: str) -> str:
    """01_linear.ipynb for '01_linear (1).ipynb', '01_linear-Copy1.ipynb' and the like."""
    return _COPY_MARK.sub("", filename.removesuffix(".ipynb")) + ".ipynb"


class Ids:
    """Hands out submission ids: printable, at most ID_LENGTH characters, each once even without case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, name: str) -> str:
        """`name`, cleaned, with -2, -3, ... appended when it was given out before."""
        base = candidate = printable(name, ID_LENGTH) or "submission"
        number = 1
        while candidate.casefold() in self._taken:
            number += 1
            candidate = f"{base[: ID_LENGTH - 1 - len(str(number))]}-{number}"
        self._taken.add(candidate.casefold())
        return candidate


def safe_name(submission_id: str) -> str:
    """A folder name for an id: percent-encoded, at most 163 characters, not hidden, one for each id."""
    encoded = quote(submission_id, safe="", errors="replace")
    if encoded.startswith("."):
        encoded = "%2E" + encoded[1:]
    if len(encoded) > _FOLDER_LENGTH:
        digest = hashlib.sha256(submission_id.encode("utf-8", "replace")).hexdigest()[:12]
        encoded = f"{encoded[:_FOLDER_LENGTH]}-{digest}"
    return encoded
