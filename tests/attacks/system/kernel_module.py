"""Loads a module into the kernel; an empty one, which would be refused for what it is."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 175, "aarch64": 105}[os.uname().machine]
    libc.syscall(number, bytes(64), ctypes.c_size_t(64), b"")
    if ctypes.get_errno() in (1, 38):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: the kernel looked at it, {os.strerror(ctypes.get_errno())}"
