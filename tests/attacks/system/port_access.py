"""Asks for direct access to the machine's input and output ports."""
# stopped by: seccomp, namespaces
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if os.uname().machine != "x86_64":
        raise LookupError("no such ports here")
    if libc.iopl(3) == 0 or libc.ioperm(ctypes.c_ulong(0x80), ctypes.c_ulong(1), 1) == 0:
        return "done: the ports are open"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
