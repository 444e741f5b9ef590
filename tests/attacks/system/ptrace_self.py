"""Asks to be traced, which would change how its end looks to whoever waits for it."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(0, 0, None, None) == 0:
        return "done: it is being traced"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
