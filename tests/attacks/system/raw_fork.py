"""Forks by the naked system calls fork, vfork, clone and clone3, past Python and the C library."""
# stopped by: seccomp, limits
# at D: breach
import ctypes
import os
import struct


def attack():
    libc, here = ctypes.CDLL(None, use_errno=True), os.getpid()
    calls = [(435, struct.pack("11Q", 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0), ctypes.c_size_t(88))]
    calls += [(56, 17, 0, 0, 0, 0), (57,)] if os.uname().machine == "x86_64" else [(220, 17, 0, 0, 0, 0)]
    for call in calls:
        child = libc.syscall(*call)
        if os.getpid() != here:
            os.execv("/bin/sh", ["sh", "-c", ": > @HOME@/@MARK@"])
        if child > 0:
            return f"done: {os.waitpid(child, 0)}"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
