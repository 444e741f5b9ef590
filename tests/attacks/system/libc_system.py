"""Runs a shell command by the C library's system and popen."""
# stopped by: seccomp, limits
# at D: breach
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.system(b": > @HOME@/@MARK@") == 0 or libc.popen(b": > @HOME@/@MARK@", b"r"):
        return "done: a shell ran"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
