"""Compares its own kernel objects with its parent's by kcmp, which tells what they share."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 312, "aarch64": 272}[os.uname().machine]
    order = libc.syscall(number, os.getpid(), os.getppid(), 1, 0, 0)
    if order < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: {order}"
