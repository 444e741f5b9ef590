"""Sets up the kernel's older asynchronous input and output."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc, context = ctypes.CDLL(None, use_errno=True), ctypes.c_ulong()
    if libc.syscall({"x86_64": 206, "aarch64": 0}[os.uname().machine], 4, ctypes.byref(context)) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: a context for input and output"
