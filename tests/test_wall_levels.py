"""The wall from the outside: which level is built, that it fails closed, and that nothing outlives it."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from bpgrade.wall import build, landlock, launch, levels, seccomp
from bpgrade.wall.build import Degraded, build_wall
from bpgrade.wall.client import Crashed, StudentError, TimedOut
from bpgrade.wall.levels import DEGRADED_WARNING, Level, WallError
from bpgrade.wall.spawn import Lone, Zygote


def has_filter():
    try:
        return sys.platform == "linux" and bool(seccomp.program())
    except OSError:
        return False


confined = pytest.mark.skipif(not has_filter(), reason="this machine has no seccomp filter of ours")
B = Level("B", "strong", ("landlock", "seccomp"))
C = Level("C", "seccomp only", ("seccomp",))


def run(worker, body, seconds=10.0):
    """What `def attack()` with this body gives in the worker."""
    source = "import ctypes, os, sys\nimport numpy as np\ndef attack():\n" + "".join(
        f"    {line}\n" for line in body.split("\n")
    )
    cells = json.dumps({"own": {"a.ipynb": [[1, source]]}, "lent": []}).encode()
    worker.ask("load", np.frombuffer(cells, np.uint8), "a.ipynb", ["attack"], seconds=10.0)
    return worker.ask("call", "attack", "", [], {}, seconds=seconds)


def running(pid):
    """Whether a process exists and is more than an entry that nobody has collected yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids):
    """Whether all of these processes end, given time to be collected."""
    deadline = time.monotonic() + 20
    while any(map(running, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not any(map(running, pids))


def children(pid):
    """Processes that a process has started and that are still listed."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if int(path.read_text().rpartition(")")[2].split()[1]) == pid:
                found.add(int(path.parent.name))
    return found


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ({"bubblewrap": "bwrap", "landlock": 7, "seccomp": True, "root": True}, ["A", "A", "B", "C", "D"]),
        ({"bubblewrap": "bwrap", "landlock": 7, "seccomp": True, "root": False}, ["A", "B", "C", "D"]),
        ({"bubblewrap": None, "landlock": 1, "seccomp": True, "root": False}, ["B", "C", "D"]),
        ({"bubblewrap": "bwrap", "landlock": 0, "seccomp": True, "root": True}, ["C", "D"]),
        ({"bubblewrap": None, "landlock": 0, "seccomp": False, "root": True}, ["D"]),
    ],
)
def test_candidates(found, wanted):
    """every machine gets the strongest level it may be able to stand up first, and none is called more than it is"""
    assert [level.letter for level in levels.candidates(found)] == wanted


@confined
@pytest.mark.parametrize("letter", ["B", "C"])
def test_at_most(letter):
    """--at-most picks a level, and the report will say which one it was"""
    if letter == "B" and not landlock.version():
        pytest.skip("no Landlock here")
    with build_wall(at_most=letter) as wall:
        assert wall.level.letter == letter
        assert str(wall.level).startswith({"B": "strong (landlock ", "C": "seccomp only (seccomp"}[letter])


@confined
def test_the_strongest():
    """without a wish the strongest possible level is taken, and nobody gets the degraded one by accident"""
    with build_wall() as wall:
        assert wall.level.letter in "ABC"


def test_degraded_has_to_be_allowed():
    """where nothing confines student code grading is refused, and the sentence says what that means and what to do"""
    with pytest.raises(Degraded) as caught:
        build_wall(at_most="D", allow_degraded=False)
    assert str(caught.value) == f"{DEGRADED_WARNING} To continue: --allow-degraded."
    assert str(caught.value).startswith("WARNING: this system cannot confine student code.")
    wall = build_wall(at_most="D", allow_degraded=True)
    assert type(wall) is Lone
    assert wall.level.label == "degraded"


def test_windows(monkeypatch):
    """on Windows there is no wall, and the sentence says where there is one"""
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(WallError, match=r"^Windows cannot confine student code: run bpgrade inside WSL2\.$"):
        build_wall(allow_degraded=True)


@confined
@pytest.mark.skipif(not landlock.version(), reason="no Landlock here")
@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (
            "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n",
            "bwrap: setting up uid map: Permission denied",
        ),
        ("no program", "[Errno 8] Exec format error: '{path}'"),
    ],
)
def test_a_faulty_bubblewrap(monkeypatch, tmp_path, program, reason):
    """a bubblewrap that cannot work costs one level at most, and the level's own line says why"""
    path = tmp_path / "bwrap"
    path.write_text(program)
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with build_wall() as wall:
        assert not wall.level.bubblewrap
        sentence = f"; full was not possible: the jail could not be started: {reason.format(path=path)})"
        assert str(wall.level).endswith(sentence)


@confined
def test_a_breach_is_found():
    """a worker without layers is no jail: the probe says what it could do, and the wall is not built"""
    with pytest.raises(WallError, match=r"^a jailed process could still read a file, list a folder, look at a path"):
        build._stand_up(Level("B", "strong", ()))


@confined
def test_fails_closed():
    """a worker that cannot put every layer in force is never handed out, and leaves nothing behind"""
    bubblewrap = shutil.which("bwrap")
    if os.geteuid() == 0 and not bubblewrap:
        pytest.skip("root can have every layer, and there is no bubblewrap to take that away")
    # an empty root needs privileges that a user, or the zygote inside bubblewrap, has not
    level = Level("A", "full", ("chroot", "landlock", "seccomp"), bubblewrap=os.geteuid() == 0)
    try:
        wall = Zygote(level, bubblewrap)
    except WallError as error:
        pytest.skip(str(error))
    with wall:
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(3):
            with pytest.raises(WallError, match=r"^a worker could not close its jail: it ended itself$"):
                wall.spawn()
        assert len(os.listdir("/proc/self/fd")) == before
    with pytest.raises(WallError, match=r"^a worker could not close its jail"):
        build._stand_up(level)


@confined
def test_more_than_one_thread(monkeypatch):
    """a zygote with BLAS threads must not fork, so it is refused"""
    if os.cpu_count() == 1:
        pytest.skip("BLAS starts no threads on one core")
    monkeypatch.setattr(launch, "ENVIRONMENT", launch.ENVIRONMENT | {"OPENBLAS_NUM_THREADS": "2"})
    with pytest.raises(WallError, match=r"^the zygote has \d+ threads, and must not fork with more than one$"):
        Zygote(C)


@confined
def test_a_zygote_that_does_not_start(monkeypatch):
    """when the jailed interpreter cannot start, the reason is the last line that it wrote"""
    monkeypatch.setattr(launch, "_folders", list)
    with pytest.raises(
        WallError, match=r"^the jail could not be started: ModuleNotFoundError: No module named 'bpgrade'$"
    ):
        Zygote(C)


@confined
def test_a_killed_zygote():
    """when the zygote is killed its workers die with it, and nobody is told that a student did it"""
    before = len(os.listdir("/proc/self/fd"))
    with Zygote(C) as wall:
        worker = wall.spawn()
        pids = children(wall.process.pid)
        assert len(pids) == 1
        wall.process.send_signal(signal.SIGKILL)
        wall.process.wait()
        assert gone(pids)
        with pytest.raises(WallError, match=r"^the (zygote is gone|jail could not be started): "):
            worker.ask("probe", seconds=10.0)
        assert not worker.alive
        with pytest.raises(WallError, match=r"^the zygote is gone: "):
            wall.spawn()
    assert len(os.listdir("/proc/self/fd")) == before


@confined
@pytest.mark.parametrize("level", ["C", "A"])
def test_closing_ends_everything(level):
    """closing the wall ends the zygote and workers that are still busy"""
    with build_wall(at_most=level) as wall:
        worker = wall.spawn()
        with pytest.raises(TimedOut):  # the question is on its way and the worker busy with it
            worker._read(1, time.monotonic() + 0.1)
        pids = children(wall.process.pid) | {wall.process.pid}
        pids |= {below for pid in pids for below in children(pid)}
    assert gone(pids)
    with pytest.raises(WallError):
        worker.close()


@pytest.fixture
def lone(monkeypatch):
    """A worker of level D: no jail, but a process of its own."""
    monkeypatch.setenv("CANARY", "8c1f-hidden-from-students")
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
