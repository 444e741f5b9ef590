"""Mounts by the newer calls: fsopen and open_tree."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    tree = libc.syscall(428, -100, b"@HOME@", 1)
    if tree >= 0 or libc.syscall(430, b"tmpfs", 0) >= 0:
        return "done: a file system without a place"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
