"""Swaps the root file system by pivot_root."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 155, "aarch64": 41}[os.uname().machine]
    if libc.syscall(number, b"/tmp", b"/tmp") == 0:
        return "done: another root"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
