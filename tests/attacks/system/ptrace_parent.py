"""Attaches to its parent as a debugger."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, os.getppid(), None, None) == 0:
        return "done: the parent is being traced"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
