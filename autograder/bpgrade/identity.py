"""What two machines must have in common to grade alike, and how they are asked for it."""

import pkgutil
import platform
from functools import cache
from importlib.metadata import version
from typing import Any

from bpgrade.classroom import PoolError
from bpgrade.reuse import keys

SAME = "install the same packages on both, as docs/cluster.md says"
# Functions of the standard library, with arguments: whoever is asked need not have what it is asked about.
_VERSIONS = {
    "Python": (platform.python_version,),
    "bpgrade": (pkgutil.resolve_name, "bpgrade:__version__"),
    "numpy": (version, "numpy"),
    "torch": (version, "torch"),
}
_CODE = ""  # asked for last, of those that have the same version
_QUESTIONS = {**_VERSIONS, _CODE: (keys, "", None)}


@cache
def identity() -> dict[str, Any]:
    """All that has to be equal, of this process."""
    return {name: _plain(name, function(*arguments)) for name, (function, *arguments) in _QUESTIONS.items()}


def compare(client: Any) -> None:
    """Ask all workers that a Dask client knows. Raises PoolError when one would grade otherwise, or not at all."""
    for name, question in _QUESTIONS.items():
        answers = sorted(client.run(*question, on_error="return").items())
        differs = [(worker, difference(name, identity()[name], _plain(name, answer))) for worker, answer in answers]
        wrong = [f"{worker} {clause}" for worker, clause in differs if clause]
        if wrong:
            others = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            raise PoolError(f"The worker {wrong[0]}{others}", SAME)


def difference(name: str, here: Any, there: Any) -> str:
    """How a worker differs in one of these things, as the end of a clause; empty when it does not."""
    if here == there or isinstance(there, OSError):  # it has gone since it was asked
        return ""
    if isinstance(there, ImportError):
        return f"has no {name or 'such bpgrade'}"
    if isinstance(there, Exception):
        return f"cannot tell its version of {name or 'bpgrade'} ({type(there).__name__})"
    if name == _CODE:
        return "has other code in its bpgrade than this machine"
    return f"has {name} {there}, and this machine {here}"


def _plain(name, answer):
    """Of Python the minor version counts."""
    return answer.rpartition(".")[0] if name == "Python" and isinstance(answer, str) else answer
