"""Every wall has teeth: switched off, a named attack of the corpus succeeds that fails when it stands."""

import contextlib
import io
import sys

import pytest

from attack_files import CORPUS, load, notebook_cells
from bpgrade import reference
from bpgrade.catalogue import hidden_tests
from bpgrade.grading import Grader
from bpgrade.intake import Cell, Notebook, Submission
from bpgrade.record import Status
from bpgrade.wall import landlock, wire, worker
from bpgrade.wall.client import StudentError, TimedOut
from bpgrade.wall.levels import Level
from bpgrade.wall.spawn import Zygote
from bpkit import notebooks

NOTEBOOK = "01_linear.ipynb"
FIRST_TESTS = [test for test in hidden_tests() if test.notebook == NOTEBOOK][:3]
linux = pytest.mark.skipif(sys.platform != "linux" or not landlock.version(), reason="no Landlock here")


def loot(wall_factory, name, **known):
    """What an attack of the corpus prints about its loot, behind the wall that a factory builds."""
    attack = load(CORPUS / f"{name}.py")
    cells = [cell for _, cell in reference.notebooks()[NOTEBOOK].sources]
    cells += notebook_cells(attack)
    for key, value in known.items():
        cells = [cell.replace(f"@{key}@", str(value)) for cell in cells]
    book = Notebook(NOTEBOOK, tuple(Cell(index, source) for index, source in enumerate(cells, 1)), (), ())
    submission = Submission("attacker", "attacker", {NOTEBOOK: book}, (), Status.PARTIAL, "")
    grader = Grader(wall_factory, b"canary-secret-of-the-grader", FIRST_TESTS)
    try:
        return "\n".join(test.staff for test in grader.grade(submission).tests)
    finally:
        grader.close()


def with_layers(*layers):
    """A factory of walls that have these layers and no others."""
    return lambda: Zygote(Level("-", "for a test", layers))


@linux
def test_seccomp():
    """without seccomp, Landlock lets a worker make sockets; with it none can be made"""
    assert "loot: " in loot(with_layers("landlock"), "system/socketpair").replace("no loot: ", "")
    held = loot(with_layers("landlock", "seccomp"), "system/socketpair")
    assert "no loot: PermissionError" in held
    assert "loot: " not in held.replace("no loot: ", "")


@linux
def test_landlock(tmp_path):
    """should seccomp ever have a hole, Landlock alone keeps files shut; without either they are open"""
    (tmp_path / "notes.txt").write_text("canary-in-a-file")
    assert "loot: canary-in-a-file" in loot(with_layers(), "reading/home_file", HOME=tmp_path)
    held = loot(with_layers("landlock"), "reading/home_file", HOME=tmp_path)
    assert "no loot: PermissionError" in held
    assert "canary-in-a-file" not in held


@pytest.mark.filterwarnings("ignore")  # to look at every object of the grader touches torch's deprecated names
def test_process_split(monkeypatch):
    """in the grader's own process the collector hands out the secret; in a worker there is none to find"""
    monkeypatch.setattr(notebooks, "library", notebooks.library)  # which a worker in this process changes
    assert "canary-secret-of-the-grader" in loot(NoSplit, "reading/gc_objects")
    assert "canary-secret-of-the-grader" not in loot(with_layers(), "reading/gc_objects")


class NoSplit:
    """A wall without the process split: student code runs where the grader runs. Values still cross as on the wire."""

    level = Level("-", "for a test", ())
    alive, printed = True, ""

    def spawn(self):
        """A worker that is no process."""
        other = NoSplit()
        other.desk = worker.Desk()
        return other

    def ask(self, operation, *arguments, seconds):
        """As client.Worker.ask."""
        return self.run([[operation, list(arguments)]], seconds)

    def run(self, steps, seconds):
        """As client.Worker.run."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                for operation, arguments in self._crossed(steps, markers=True):
                    value = getattr(self.desk, operation)(*arguments)
            except Exception as error:
                raise StudentError(worker.describe(error), printed.getvalue()) from None
        return self._crossed(value)

    def rehearse(self, frame, seconds):
        """What is known to be asked is asked one by one."""
        raise TimedOut(seconds)

    def _crossed(self, value, **options):
        frame = wire.pack({"value": value}, keep=self.desk.keep)
        start = wire.PREFIX.size
        length, _ = wire.sizes(frame[:start])
        return wire.unpack(frame[start : start + length], frame[start + length :], **options)["value"]

    def close(self):
        """Nothing to end."""
