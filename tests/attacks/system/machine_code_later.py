"""Writes machine code into ordinary memory and makes that executable afterwards, by mprotect and pkey_mprotect."""
# stopped by: seccomp
import ctypes
import os

CODE = {"x86_64": b"\xb8\x2a\x00\x00\x00\xc3", "aarch64": b"\x40\x05\x80\x52\xc0\x03\x5f\xd6"}


def attack():
    libc, machine = ctypes.CDLL(None, use_errno=True), os.uname().machine
    libc.mmap.restype = ctypes.c_void_p
    place = ctypes.c_void_p(libc.mmap(None, ctypes.c_size_t(4096), 3, 0x22, -1, ctypes.c_long(0)))
    ctypes.memmove(place, CODE[machine], len(CODE[machine]))
    pkey_mprotect = {"x86_64": 329, "aarch64": 288}[machine]
    size = ctypes.c_size_t(4096)
    if libc.mprotect(place, size, 5) != 0 and libc.syscall(pkey_mprotect, place, size, 5, -1) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: machine code gave {ctypes.CFUNCTYPE(ctypes.c_int)(place.value)()}"
