"""Gives the machine another name."""
# stopped by: seccomp, namespaces
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    name = os.uname().nodename.encode()
    if libc.sethostname(name, ctypes.c_size_t(len(name))) == 0 or libc.setdomainname(b"graded", ctypes.c_size_t(6)) == 0:
        return "done: another name"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
