"""Hooks into errors that nobody can catch, and makes one in a destructor."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import sys


class Failing:
    def __del__(self):
        raise ValueError


def attack():
    sys.unraisablehook = lambda error: open("@OUT@/@MARK@", "w").close()
    Failing()
    return "the hook was called"
