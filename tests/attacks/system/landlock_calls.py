"""Adds a Landlock ruleset of its own that allows everything below the root."""
# stopped by: seccomp
import ctypes
import os
import struct


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    ruleset = libc.syscall(444, struct.pack("Q", 0x1FFF), ctypes.c_size_t(8), 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    root = libc.open(b"/", 0o10000000)
    libc.syscall(445, ruleset, 1, struct.pack("=Qi", 0x1FFF, root), 0)
    libc.syscall(446, ruleset, 0)
    return "done: a ruleset"
