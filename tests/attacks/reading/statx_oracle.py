"""Asks for the size of the secret by the naked system call statx, and by newfstatat on an empty path."""
# stopped by: seccomp, namespaces
import ctypes
import os


def attack():
    libc, buffer = ctypes.CDLL(None, use_errno=True), ctypes.create_string_buffer(512)
    statx, newfstatat = {"x86_64": (332, 262), "aarch64": (291, 79)}[os.uname().machine]
    path = b"@HOME@/.config/backprop-kit/secret"
    if libc.syscall(statx, -100, path, 0, 0x7FF, buffer) == 0 or libc.syscall(newfstatat, -100, path, buffer, 0) == 0:
        return f"done: {buffer.raw[40:48].hex()}"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
