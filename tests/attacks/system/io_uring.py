"""Sets up an io_uring, which opens files and sockets without a system call for each."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    ring = libc.syscall(425, 4, ctypes.create_string_buffer(120))
    if ring < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: {ring}"
