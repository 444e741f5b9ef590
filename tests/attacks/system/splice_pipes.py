"""Joins the pipe of questions to the pipe of answers, so that the grader hears its own echo."""
# stopped by: seccomp, wire
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    size = ctypes.c_size_t(1 << 16)
    if libc.tee(10, 11, size, 2) < 0 and libc.splice(10, None, 11, None, size, 2) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: an echo"
