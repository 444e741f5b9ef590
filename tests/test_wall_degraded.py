"""Level D, no wall: the same answers, in a process that ends."""

import os
import subprocess
import sys

import pytest

from bpgrade.wall.build import build_wall
from bpgrade.wall.client import Crashed, StudentError, TimedOut
from in_jail import CANARY, run


@pytest.fixture
def lone(monkeypatch):
    """A worker of level D: no jail, but a process of its own."""
    monkeypatch.setenv("CANARY", CANARY)
    worker = build_wall(at_most="D", allow_degraded=True).spawn()
    yield worker
    worker.close()


def test_degraded_computes(lone):
    """level D gives the same answers, keeps the grader's environment to itself, and bounds memory"""
    assert run(lone, "return np.arange(4.0) @ np.arange(4.0)") == 14.0
    assert "CANARY" not in run(lone, "return dict(os.environ)")
    if sys.platform == "linux":
        with pytest.raises(StudentError) as caught:
            run(lone, "return np.ones(100 * 10**9 // 8)")
        assert caught.value.type == "MemoryError"


def test_degraded_deadline(lone):
    """level D stops an endless loop too"""
    with pytest.raises(TimedOut):
        run(lone, "while True: pass", seconds=0.3)
    assert not lone.alive


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("os._exit(3)", "it ended itself"),
        ("ctypes.string_at(0)", "it was ended by SIGSEGV"),
        ("os.kill(os.getpid(), 40)", "it was ended by signal 40"),
        ("os.write(11, b'x' * 100)", "its reply was not one: a frame larger than allowed"),
    ],
)
def test_degraded_crashes(lone, body, reason):
    """level D names the end of a process too, by signals without a name as well"""
    with pytest.raises(Crashed, match=f"^{reason}$"):
        run(lone, body)


def test_any_descriptor_numbers():
    """the numbers that the grader's pipes happen to have do not matter, not even the ones that a worker uses itself"""
    script = """
import os
from bpgrade.wall.build import build_wall
wall = build_wall("D", allow_degraded=True)
lowest = os.dup(0)
os.close(lowest)
fillers = [os.dup(0) for _ in range(lowest, 6)]
for _ in range(6):  # pipes take the lowest numbers: the worker's own ends come to be 6 and 9, 7 and 10, and so on
    wall.spawn().close()
    fillers.append(os.dup(0))
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
