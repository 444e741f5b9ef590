"""Hooks into everything that is called when something goes wrong: excepthook, unraisablehook, displayhook, warnings."""
# stopped by: process split, seccomp, landlock, namespaces

import sys
import threading
import warnings


def hook(*args, **kwargs):
    open("@OUT@/@MARK@", "w").close()


def attack():
    sys.excepthook = sys.__excepthook__ = sys.displayhook = sys.breakpointhook = hook
    sys.unraisablehook = threading.excepthook = warnings.showwarning = hook
    return "hooks are set"
