"""Makes a block of System V shared memory, which would outlive the process, and takes it away again."""
# stopped by: seccomp, namespaces
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    block = libc.shmget(0, ctypes.c_size_t(4096), 0o1600)
    if block < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    libc.shmctl(block, 0, None)
    return "done: shared memory"
