"""Stands up the strongest wall that this machine allows, and proves it before any student code is near."""

import os
import shutil
import sys
from dataclasses import replace

from bpgrade.wall import landlock, seccomp
from bpgrade.wall.levels import DEGRADED_WARNING, WallError, candidates
from bpgrade.wall.spawn import Lone, Zygote

LETTERS = "ABCD"
_PROBE_SECONDS = 10.0


class Degraded(WallError):
    """Only level D is possible, and nobody has allowed it."""


def build_wall(at_most="A", allow_degraded=False):
    """The strongest wall possible here.

    Args:
        at_most: letter of the strongest level to try; weaker ones serve tests and machines with a faulty bubblewrap.
        allow_degraded: whether level D will do.
    Returns:
        Zygote or Lone: has `.level`, `.spawn()` and `.close()`.
    Raises:
        Degraded: only level D is possible and allow_degraded is False.
        WallError: not even that.
    """
    if sys.platform == "win32":
        raise WallError("Windows cannot confine student code: run bpgrade inside WSL2.")
    reasons = []
    for level in candidates(_found()):
        if level.letter < at_most:
            continue
        if level.letter == "D" and not allow_degraded:
            why = f" ({'; '.join(reasons)})" if reasons else ""
            raise Degraded(f"{DEGRADED_WARNING} To continue: --allow-degraded.{why}")
        try:
            return _stand_up(replace(level, detail="; ".join([level.detail, *reasons])))
        except WallError as error:
            reasons.append(f"{level.label} was not possible: {error}")
    raise WallError("; ".join(reasons))


def _found():
    linux = sys.platform == "linux"
    try:
        seccomp.program()
    except OSError:
        linux = False
    return {
        "bubblewrap": shutil.which("bwrap"),
        "landlock": landlock.version() if linux else 0,
        "seccomp": linux,
        "root": hasattr(os, "geteuid") and os.geteuid() == 0,
    }


def _stand_up(level):
    if level.letter == "D":
        return Lone(level)
    wall = Zygote(level, shutil.which("bwrap"))
    try:
        worker = wall.spawn()
        breaches = worker.ask("probe", seconds=_PROBE_SECONDS)
        worker.close()
    except Exception as error:
        wall.close()
        raise WallError(str(error)) from error
    if breaches != []:
        wall.close()
        raise WallError(f"a jailed process could still {', '.join(map(str, breaches))}")
    return wall
