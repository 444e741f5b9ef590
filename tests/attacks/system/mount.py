"""Mounts a file system over the home folder."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", b"@HOME@", b"tmpfs", 0, None) == 0:
        return "done: the home folder is hidden"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
