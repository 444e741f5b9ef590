"""Takes memory by mmap directly, past Python's allocator."""
# stopped by: limits
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    failed, size, taken = ctypes.c_void_p(-1).value, 64 << 20, 0
    while taken < 40:
        if libc.mmap(None, ctypes.c_size_t(size), 3, 0x8022, -1, ctypes.c_long(0)) == failed:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        taken += 1
    return f"done: {64 * taken} MB"
