"""What tests of the wall share: code that runs in a worker, walls of every level, processes from the kernel's list."""

import json
import os
import shutil
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from bpgrade.wall import build, landlock, seccomp
from bpgrade.wall.levels import Level, WallError, candidates

CANARY = "8c1f-hidden-from-students"
IMPORTS = (
    "import ctypes, os, resource, signal, socket, sys, threading\nimport numpy as np\nfrom bpgrade.wall import wire\n"
)
LEVELS = {"A, bubblewrap": ("A", True), "A, empty root": ("A", False), "B": ("B", False), "C": ("C", False)}
C = Level("C", "seccomp only", ("seccomp",))


def has_filter():
    """Whether student code can be confined here at all."""
    try:
        return sys.platform == "linux" and bool(seccomp.program())
    except OSError:
        return False


NO_FILTER = "this machine has no seccomp filter of ours"
confined = pytest.mark.skipif(not has_filter(), reason=NO_FILTER)


def level_called(name):
    """The level of that name, or a skip with the reason."""
    found = {
        "bubblewrap": shutil.which("bwrap"),
        "landlock": landlock.version(),
        "root": os.geteuid() == 0,
        "seccomp": True,
    }
    for level in candidates(found):
        if (level.letter, level.bubblewrap) == LEVELS[name]:
            return level
    pytest.skip(f"this machine cannot offer level {name}: {found}")


def stand_up(name):
    """A wall at the level of that name, built while CANARY is in the environment, or a skip with the reason."""
    if not has_filter():
        pytest.skip(NO_FILTER)
    level = level_called(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CANARY", CANARY)
        try:
            return build._stand_up(level)
        except WallError as error:
            if level.letter != "A" or "could still" in str(error):
                raise
            pytest.skip(str(error))


def run(worker, body, *arguments, seconds=10.0):
    """What `def attack(*arguments)` with this body gives in the jail."""
    source = "def attack(*arguments):\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    cells = json.dumps({"a.ipynb": [[1, IMPORTS], [2, source]]}).encode()
    opening = [["open", [np.frombuffer(cells, np.uint8)]], ["turn", ["a"]]]
    loaded = worker.run([*opening, ["load", ["a.ipynb", [], ["attack"]]]], 10.0)
    assert loaded == {"found": ["attack"], "failures": {}}
    return worker.ask("call", "attack", "", list(arguments), {}, seconds=seconds)


def descendants(pid):
    """Processes below a process that still run, from the kernel's own list."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
        except OSError:  # it ended meanwhile
            continue
        if state != "Z":
            parents[int(path.parent.name)] = int(parent)
    below = {pid}
    for _ in range(4):
        below |= {child for child, parent in parents.items() if parent in below}
    return below - {pid}


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
