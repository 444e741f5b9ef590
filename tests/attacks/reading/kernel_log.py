"""Reads the kernel's log, which tells addresses, devices and other people's crashes."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc, buffer = ctypes.CDLL(None, use_errno=True), ctypes.create_string_buffer(4096)
    length = libc.klogctl(3, buffer, 4096)
    if length < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: {length} bytes of the kernel's log"
