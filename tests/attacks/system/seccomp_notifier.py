"""Asks seccomp for a descriptor on which it may decide about system calls itself."""
# stopped by: seccomp
import ctypes
import os
import struct


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 317, "aarch64": 277}[os.uname().machine]
    ask = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0x7FC00000))
    if libc.syscall(number, 1, 8, struct.pack("HxxxxxxQ", 1, ctypes.addressof(ask))) >= 0:
        return "done: it decides about calls"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
