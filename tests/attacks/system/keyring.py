"""Leaves a key in the kernel's keyring of its user, for a later submission to find."""
# stopped by: seccomp
# at D: skip
import ctypes
import os


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 248, "aarch64": 217}[os.uname().machine]
    key = libc.syscall(number, b"user", b"@MARK@", b"inputs", ctypes.c_size_t(6), -4)
    if key < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: key {key}"
