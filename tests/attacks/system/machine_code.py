"""Maps memory that is writable and executable, puts machine code into it and calls that."""
# stopped by: seccomp
import ctypes
import os

CODE = {"x86_64": b"\xb8\x2a\x00\x00\x00\xc3", "aarch64": b"\x40\x05\x80\x52\xc0\x03\x5f\xd6"}


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    place = libc.mmap(None, ctypes.c_size_t(4096), 7, 0x22, -1, ctypes.c_long(0))
    if place == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    ctypes.memmove(place, CODE[os.uname().machine], 8)
    return f"done: machine code gave {ctypes.CFUNCTYPE(ctypes.c_int)(place)()}"
