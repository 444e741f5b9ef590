"""Adds a seccomp filter of its own that makes a system call lie."""
# stopped by: seccomp
import ctypes
import os
import struct


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 317, "aarch64": 277}[os.uname().machine]
    getppid = {"x86_64": 110, "aarch64": 173}[os.uname().machine]
    steps = (0x20, 0, 0, 0, 0x15, 0, 1, getppid, 0x06, 0, 0, 0x50000, 0x06, 0, 0, 0x7FFF0000)
    lies = ctypes.create_string_buffer(struct.pack("HBBI" * 4, *steps))
    program = struct.pack("HxxxxxxQ", 4, ctypes.addressof(lies))
    if libc.syscall(number, 1, 0, program) == 0 or libc.prctl(22, 2, program, 0, 0) == 0:
        return f"done: the parent is number {os.getppid()}"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
