"""Sets the personality under which all readable memory is executable, and lets numpy's memory hold the code."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.personality(0x0400000) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: what can be read can be executed"
