"""Cuts memory into as many tiny mappings as the kernel can count."""
# stopped by: limits
# when: load
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    for number in range(70_000):
        place = libc.mmap(None, ctypes.c_size_t(8192), 3, 0x22, -1, ctypes.c_long(0))
        if place == ctypes.c_void_p(-1).value:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        libc.mprotect(ctypes.c_void_p(place), ctypes.c_size_t(4096), 1)
    return "done: 70,000 mappings"
