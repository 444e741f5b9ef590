"""Registers functions for the end of the interpreter, and ends it: by sys.exit in a call and by quit."""
# stopped by: process split, seccomp, landlock, namespaces

import atexit
import sys


def last():
    open("@OUT@/@MARK@", "w").close()


def attack():
    atexit.register(last)
    sys.exit(0)
