"""The attack corpus at every level this machine offers, as root and as an ordinary user: python attack_everywhere.py

Prints a line for each way to grade, and every breach. Exit status 1 if there is a breach behind a wall, or if an attack
that must succeed where there is none does not.
"""

import os
import sys

from arena import Arena, NoInterpreter, breaches
from attack_files import corpus

NOBODY = 65534
WITHOUT_BUBBLEWRAP = "/nowhere"
WAYS = [
    ("A", None, ""),
    ("A", None, WITHOUT_BUBBLEWRAP),
    ("B", None, ""),
    ("C", None, ""),
    ("A", NOBODY, ""),
    ("B", NOBODY, ""),
    ("C", NOBODY, ""),
]


def main() -> int:
    """Every way in turn, then without walls."""
    attacks, faults = corpus(), 0
    for level, user, path in WAYS:
        if user is not None and os.geteuid() != 0:
            print(f"{level} as an ordinary user: that is who runs this already")
            continue
        faults += behind_a_wall(attacks, level, user, path)
    return 1 if faults + without_walls(attacks) else 0


def behind_a_wall(attacks, level: str, user: int | None, path: str) -> int:
    """The number of attacks that got through at a level."""
    arena = Arena()
    whom = "root" if os.geteuid() == 0 and user is None else "an ordinary user"
    try:
        found = breaches(arena.grade(attacks, ["--isolation", level], user=user, path=path))
    except NoInterpreter as error:
        print(f"{level} as {whom}: NOT RUN: {error}", flush=True)
        return 0
    finally:
        arena.remove()
    bubblewrap = ", no bubblewrap" if path else ""
    print(f"{level} as {whom}{bubblewrap}: {len(attacks)} attacks, {len(found)} breaches", flush=True)
    for name, what in found.items():
        print(f"    {name}: {what}", flush=True)
    return len(found)


def without_walls(attacks) -> int:
    """The number of attacks that should have succeeded without walls and did not."""
    arena = Arena()
    tried = [attack for attack in attacks if attack.without_walls != "skip"]
    seen = breaches(arena.grade(tried, ["--isolation", "D", "--allow-degraded"]))
    arena.remove()
    missed = [attack.name for attack in tried if attack.without_walls == "breach" and attack.name not in seen]
    print(f"D, no walls: {len(tried)} attacks, {len(seen)} breaches seen; expected but not seen: {missed or 'none'}")
    return len(missed)


if __name__ == "__main__":
    sys.exit(main())
