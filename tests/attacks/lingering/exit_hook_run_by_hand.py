"""Registers functions for the end of the interpreter and asks the interpreter itself to run them, and to finalize."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import atexit
import ctypes
import weakref


class Last:
    pass


def last(path):
    open(path, "w").close()


def attack():
    atexit.register(last, "@OUT@/@MARK@")
    weakref.finalize(Last, last, "@OUT@/@MARK@-2")
    atexit._run_exitfuncs()
    ctypes.pythonapi.Py_FinalizeEx()
