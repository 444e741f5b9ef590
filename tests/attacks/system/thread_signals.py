"""Kills the parent by the calls that signal a single thread: tgkill, tkill and rt_tgsigqueueinfo."""
# stopped by: seccomp, landlock
# at D: skip
import ctypes
import os
import struct


def attack():
    libc, parent = ctypes.CDLL(None, use_errno=True), os.getppid()
    tgkill, tkill, queue = {"x86_64": (234, 200, 129), "aarch64": (131, 130, 138)}[os.uname().machine]
    info = struct.pack("iii", 9, 0, -1).ljust(128, b"\0")
    for call in ((tgkill, parent, parent, 9), (tkill, parent, 9), (queue, parent, 9, info)):
        if libc.syscall(*call) == 0:
            return "done: the parent is dead"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
