"""Unmounts the read-only view of the wall's code that the jail has been given, to get at what lies below it."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.umount2(b"@KIT@/bpgrade/wall", 2) == 0:
        return "done: unmounted"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
