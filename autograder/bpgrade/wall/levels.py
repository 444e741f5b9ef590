"""Isolation levels: which layers each has, what it is called, and what a person must know about it."""

from dataclasses import dataclass

DEGRADED_WARNING = (
    "WARNING: this system cannot confine student code. A submission can read your files (hidden tests included), use "
    "the network and write outside its folder as you. Its answers are still checked in a separate process, so it "
    "cannot simply patch the tests; but treat scores as provisional and do not grade strangers' code here. Use Linux, "
    "or a Linux container."
)


class WallError(Exception):
    """The wall could not be built or no longer stands: our fault, never the student's."""


@dataclass(frozen=True)
class Level:
    """One way to stand the wall up.

    Attributes:
        letter: "A" to "D", strongest first.
        label: the word reports carry.
        layers: what a worker puts in force before student code.
        bubblewrap: whether the zygote runs inside bubblewrap.
        detail: what is printed in brackets, and why nothing stronger was possible.
    """

    letter: str
    label: str
    layers: tuple
    bubblewrap: bool = False
    detail: str = ""

    def __str__(self):
        return f"{self.label} ({self.detail})"


def candidates(found):
    """The levels this machine may be able to stand up, strongest first.

    Args:
        found: dict with "bubblewrap" (path or None), "landlock" (ABI), "seccomp", "root" (bools).
    """
    landlock = f"landlock {found['landlock']}"
    levels = []
    if found["seccomp"] and found["landlock"]:
        both = ("landlock", "seccomp")
        if found["bubblewrap"]:
            levels.append(Level("A", "full", both, True, f"bubblewrap, {landlock}, seccomp"))
        if found["root"]:
            levels.append(Level("A", "full", ("chroot", *both), False, f"empty root, nobody, {landlock}, seccomp"))
        levels.append(Level("B", "strong", both, False, f"{landlock}, seccomp; no namespaces"))
    if found["seccomp"]:
        levels.append(Level("C", "seccomp only", ("seccomp",), False, "seccomp; no Landlock: one wall instead of two"))
    return [*levels, Level("D", "degraded", (), False, "a separate process and rlimits only")]
