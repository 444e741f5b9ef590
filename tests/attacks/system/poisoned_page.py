"""Tells the kernel by madvise, an allowed call, that pages it shares with others are broken, as root may."""
# stopped by: namespaces
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    # an address where there is nothing: whoever may do it gets "bad address", whoever may not "not permitted"
    for advice in (100, 101):
        libc.madvise(ctypes.c_void_p(4096), ctypes.c_size_t(4096), advice)
        if ctypes.get_errno() not in (1, 22):
            return f"done: advice {advice} was taken: {os.strerror(ctypes.get_errno())}"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
