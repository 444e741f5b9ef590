"""Counts the processor's events of its parent by perf_event_open, as a side channel."""
# stopped by: seccomp
import ctypes
import os
import struct


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 298, "aarch64": 241}[os.uname().machine]
    what = struct.pack("IIQ", 1, 112, 1).ljust(112, b"\0")
    for pid in (os.getppid(), 0):
        handle = libc.syscall(number, what, pid, -1, -1, 0)
        if handle >= 0:
            return f"done: events of {pid}"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
