"""Makes a map in the kernel by bpf."""
# stopped by: seccomp
import ctypes
import os
import struct


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 321, "aarch64": 280}[os.uname().machine]
    handle = libc.syscall(number, 0, struct.pack("IIIII", 2, 4, 4, 1, 0).ljust(72, b"\0"), ctypes.c_size_t(72))
    if handle < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: {handle}"
