"""Makes autograder.zip: the kit, the secret, and the oracle's answers to every question that hidden tests ask."""

import io
import json
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import bpgrade
import bpkit
from bpgrade import answers, reference
from bpgrade.catalogue import hidden_tests
from bpgrade.classroom import Conditions
from bpgrade.gradescope import layout
from bpgrade.gradescope.apology import UNFINISHED, apology, as_json
from bpgrade.intake import find_submissions
from bpgrade.planted import Planted
from bpgrade.record import Outcome
from bpgrade.session import ALL

MOST_MINUTES = 40  # that Gradescope lets a run take
_OVERHEAD = 60  # seconds of a run that are not spent in a student's code
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same secret and kit make the same zip, whenever it is made
# Cells that make hidden tests ask what they do not ask of the reference; tests/test_answers.py finds out whether there
# are more. A wrong Nesterov step has its test ask whether the step without Nesterov is wrong, too.
_ELSEWHERE = (
    (
        "04_sgd.ipynb",
        "class SGD(SGD):\n"
        "    def __init__(self, *args, nesterov=False, **kwargs):\n"
        "        super().__init__(*args, **kwargs)",
    ),
)
_TEMPLATES = Path(__file__).resolve().parent / "templates"


class BuildError(Exception):
    """No zip can be made; one sentence."""


@dataclass(frozen=True)
class Built:
    """content: the zip. questions: how many were answered beforehand. points: what its hidden tests are worth.

    minutes: what a run may take with a submission that hangs wherever it can.
    """

    content: bytes
    questions: int
    points: float
    minutes: int


def build(secret: bytes, seconds: float) -> Built:
    """The zip that an instructor uploads.

    Args:
        secret: what hidden inputs are drawn from.
        seconds: what one call of student code may take.
    Raises:
        BuildError: the reference notebooks are not there or do not pass, or a run could take longer than it may.
        WallError: student code could not be run here at all.
    """
    if not reference.notebooks():
        raise BuildError(f"{reference.folder()} holds no reference notebooks: run this from a clone or a whole wheel.")
    minutes = longest(seconds)
    if minutes > MOST_MINUTES:
        most = math.floor((MOST_MINUTES * 60 - _OVERHEAD) / (_sessions() * ALL))
        raise BuildError(
            f"Gradescope ends a run after {MOST_MINUTES} minutes: choose a time limit of {most} s or less."
        )
    recorded, points = _answered(secret, seconds)
    return Built(_zip(secret, seconds, recorded.to_bytes()), len(recorded), points, minutes)


def longest(seconds: float) -> int:
    """Minutes that a run takes when every notebook uses up all its time."""
    return math.ceil((_sessions() * ALL * seconds + _OVERHEAD) / 60)


def _sessions():
    return len({(test.notebook, test.layers) for test in hidden_tests()})


def _answered(secret, seconds):
    """(the oracle's answers, the points of hidden tests), from grading the reference and what leads tests elsewhere."""
    recorded = answers.Recorded()
    conditions = Conditions(secret, allow_degraded=True, seconds=seconds)  # it is our own code that runs here
    with answers.using(recorded):
        grader = conditions.grader()
        try:
            report = grader.grade(find_submissions([reference.folder()])[0])
            for notebook, cell in _ELSEWHERE:
                planted = Planted(notebook, "", ((notebook, cell),), frozenset(), ())
                grader.grade(planted.submission(), frozenset([notebook]))
        finally:
            grader.close()
    if any(test.outcome is not Outcome.PASSED for test in report.judged):
        score = f"{report.score:g} of {report.max_score:g}"
        raise BuildError(f"The reference solution does not pass every hidden test (it gets {score}): bpgrade grade it.")
    return recorded, report.score


def _zip(secret, seconds, prepared):
    pins = "".join(f"{name}=={version(name)}\n" for name in layout.NEEDED)  # the versions that gave these answers
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in layout.SCRIPTS:
            text = (_TEMPLATES / name).read_text(encoding="utf-8")  # \n, whatever git made of it
            _add(archive, name, text.encode(), 0o755)
        _add(archive, layout.SECRET, secret + b"\n", 0o600)
        _add(archive, layout.ANSWERS, prepared, 0o600)
        _add(archive, layout.SETTINGS, json.dumps({"time_limit": seconds}).encode())
        _add(archive, layout.NOT_GRADED, as_json(apology(UNFINISHED)).encode())
        _add(archive, layout.REQUIREMENTS, pins.encode())
        for name, path in _kit():
            _add(archive, f"{layout.KIT}/{name}", path.read_bytes())
    return file.getvalue()


def _kit() -> Iterator[tuple[str, Path]]:
    """(name, file) of the two packages, and of the reference notebooks as an installed wheel has them."""
    for package in (bpgrade, bpkit):
        folder = Path(package.__file__).resolve().parent
        for path in sorted(folder.rglob("*")):
            within = path.relative_to(folder.parent)
            if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in within.parts):
                yield within.as_posix(), path
    if reference.folder().parent != Path(bpgrade.__file__).resolve().parent:
        for name in reference.notebooks():
            yield f"bpgrade/notebooks/{name}", reference.folder() / name


def _add(archive, name, content, mode=0o644):
    info = zipfile.ZipInfo(name, _EPOCH)
    info.create_system, info.external_attr = 3, (0o100000 | mode) << 16  # Unix, whatever makes it: modes count
    archive.writestr(info, content, zipfile.ZIP_DEFLATED)
