"""Sends a file straight into the pipe of answers by sendfile, without reading it."""
# stopped by: seccomp, landlock, namespaces
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    source = libc.open(b"@HOME@/notes.txt", 0)
    if libc.sendfile(11, max(source, 0), None, ctypes.c_size_t(1000)) <= 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: sent"
