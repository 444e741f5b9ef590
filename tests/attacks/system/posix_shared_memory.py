"""Leaves a block of POSIX shared memory for a later submission to find."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.shm_open(b"/@MARK@", os.O_CREAT | os.O_RDWR, 0o600) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: shared memory"
