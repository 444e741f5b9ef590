"""Which level of the wall is built, and that it fails closed."""

import os
import shutil
import sys

import pytest

from bpgrade.wall import build, landlock, levels
from bpgrade.wall.build import Degraded, build_wall
from bpgrade.wall.levels import DEGRADED_WARNING, Level, WallError
from bpgrade.wall.spawn import Lone, Zygote
from in_jail import confined


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
