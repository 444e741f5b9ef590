"""Undoes by prctl what the jail has set: may be dumped, outlives its parent, may be traced by all, has another name."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc, done = ctypes.CDLL(None, use_errno=True), []
    settings = {"dumpable": (4, 1), "death signal": (1, 0), "tracer": (0x59616D61, -1), "name": (15, b"init")}
    for name, (option, value) in settings.items():
        if libc.prctl(option, value if type(value) is bytes else ctypes.c_long(value), 0, 0, 0) == 0:
            done.append(name)
    if not done:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: {done}"
