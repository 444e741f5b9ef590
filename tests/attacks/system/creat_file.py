"""Makes an empty file in the folder of reports by creat, one of the older calls that a filter may forget."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.creat(b"@OUT@/@MARK@", 0o644) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: a file"
