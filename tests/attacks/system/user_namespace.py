"""Becomes root of a user namespace of its own, where all capabilities are to be had."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10000000 | 0x00020000) == 0:
        return "done: root of a user namespace"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
