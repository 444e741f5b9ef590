"""What need not be graded again: results are kept under the hash of all that they depend on.

A result depends on the student's code, the hidden tests of its notebook, the kit (this package, bpkit, the reference
notebooks, and the versions of numpy and torch), the secret, and the conditions. Beside each report.json lies a note
with these keys; it is written last, and names the report it belongs to, so that a killed grader leaves no wrong one.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Self

import bpgrade
import bpkit
from bpgrade import reference
from bpgrade.record import NOTEBOOKS, Outcome, Report
from bpgrade.summary import Summary
from bpkit.files import write_atomically

NOTE = ".reuse.json"
_PACKAGE, _BPKIT = Path(bpgrade.__file__).parent, Path(bpkit.__file__).parent
# What is to the right of the record, or to the left of a submission's code, changes no verdict.
_NO_VERDICT = ("reports", "exports", "commands", "gradescope", "intake", "demo", "notebooks")
_LIBRARIES = ("numpy", "torch")


@dataclass(frozen=True)
class Note:
    """What lies beside a report.

    source: the fingerprint of the files that were handed in; code_hash: of the code in them; keys: notebook -> key
    of its results; report: SHA-256 of report.json.
    """

    source: str
    code_hash: str
    keys: dict[str, str]
    report: str
    summary: Summary

    def save(self, folder: Path) -> None:
        """Write it into a submission's folder."""
        content = {**vars(self), "summary": self.summary.as_dict()}
        write_atomically(folder / NOTE, json.dumps(content, ensure_ascii=True))

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """The note in a folder, if it is whole and report.json is the one that it speaks of, with its page."""
        try:
            content = json.loads((folder / NOTE).read_bytes())
            note = cls(**content | {"summary": Summary.from_dict(content["summary"])})
            if digest((folder / "report.json").read_bytes()) == note.report and (folder / "feedback.html").exists():
                return note
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            pass
        return None


def keys(code_hash: str, conditions: Any) -> dict[str, str]:
    """Notebook -> the key of its results, for each notebook that has hidden tests.

    Args:
        code_hash: that of the submission: notebooks import from each other.
        conditions: Conditions, all of whose fields count.
    """
    common = [code_hash, _kit(), hashlib.sha256(repr(conditions).encode()).hexdigest()]
    return {name: digest(json.dumps([*common, tests]).encode()) for name, tests in _hidden_tests().items()}


def lasting(keys: dict[str, str], report: Report) -> dict[str, str]:
    """The keys under which results may be taken again: not those of a notebook of which a test broke."""
    broken = {test.grade_id for test in report.tests if test.outcome is Outcome.BROKEN}
    return {name: key for name, key in keys.items() if not broken & set(NOTEBOOKS[name])}


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def _hidden_tests() -> dict[str, str]:
    folder = _PACKAGE / "hidden"
    tests = {path.stem.removeprefix("test_") + ".ipynb": path for path in folder.glob("test_*.py")}
    return {name: digest(tests[name].read_bytes()) for name in NOTEBOOKS if name in tests}


@cache
def _kit() -> str:
    files = [path for path in _PACKAGE.rglob("*.py") if not _is_apart(path.relative_to(_PACKAGE))]
    files += [*_BPKIT.rglob("*.py"), *reference.folder().glob("*.ipynb")]
    return digest(json.dumps([_versions(), *_digests(files)]).encode())


def _is_apart(path: Path) -> bool:
    return path.parts[0] in _NO_VERDICT or (path.parts[0] == "hidden" and path.name.startswith("test_"))


def _digests(files: Iterable[Path]) -> list[list[str]]:
    # the notebooks lie in different folders of a clone and of a wheel, which are the same kit
    named = [(path.name if path.suffix == ".ipynb" else f"{path.parent.name}/{path.name}", path) for path in files]
    return sorted([name, digest(path.read_bytes())] for name, path in named)


def _versions() -> list[str]:
    found = []
    for library in _LIBRARIES:
        try:
            found.append(version(library))
        except PackageNotFoundError:
            found.append("none")
    return found
