"""How far right solutions are from the oracle: the noise that the tolerances of bpkit.compare have to stand above.

`python bench/noise.py [SECRETS]` grades every right planted solution under that many secrets (default 3). For each
tolerance in use it prints the largest relative error of a right value, and the room left below the tolerance.
"""

import sys
from collections import defaultdict
from pathlib import Path

from bpgrade import expect
from bpgrade.classroom import Conditions
from bpgrade.planted import load_all
from bpgrade.release import clone_root

NAMES = {
    expect.STEPS: "STEPS", expect.LAYER: "LAYER", expect.WIDE: "WIDE", expect.FLOAT32: "FLOAT32",
    expect.FINITE_DIFFERENCES: "FINITE_DIFFERENCES",
}  # fmt: skip


def watch(judge, seen):
    """The same judge, noting the relative error of whatever it lets pass."""

    def watched(name, got, want, *, rtol=expect.LAYER, **rest):
        error = judge(name, got, want, rtol=rtol, **rest)
        seen[rtol].append(error)
        return error

    return watched


def main():
    secrets = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    right = load_all(clone_root(Path.cwd()) / "tests" / "planted" / "right", wrong=False)
    seen = defaultdict(list)
    expect.close, expect.number = watch(expect.close, seen), watch(expect.number, seen)
    for number in range(secrets):
        grader = Conditions(f"secret {number} of the noise".encode()).grader()
        for planted in right:
            grader.grade(planted.submission())
        grader.close()
    print(f"{len(right)} right solutions under {secrets} secrets")
    for rtol in sorted(seen):
        worst = max(seen[rtol])
        room = f"{rtol / worst:.0e} times below it" if worst else "exact"
        print(f"{NAMES.get(rtol, 'other'):>20} {rtol:.0e}: {len(seen[rtol])} values, largest error {worst:.1e}, {room}")


if __name__ == "__main__":
    main()
