"""Reads the bytes above the environment strings on the initial stack, where argv and the program's name lie."""
# stopped by: process split
import ctypes


def attack():
    libc = ctypes.CDLL(None)
    first = ctypes.cast(ctypes.c_void_p.in_dll(libc, "environ").value, ctypes.POINTER(ctypes.c_void_p))[0]
    page = first & ~4095
    data = ctypes.string_at(page, 4096)
    return "\n".join(part.decode("latin-1") for part in data.split(b"\0") if b"canary" in part)
