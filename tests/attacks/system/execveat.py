"""Executes a program by an open descriptor instead of a path."""
# stopped by: seccomp, landlock
# at D: breach
import ctypes
import os


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 322, "aarch64": 281}[os.uname().machine]
    strings = (ctypes.c_char_p * 4)(b"sh", b"-c", b": > @HOME@/@MARK@", None)
    shell = libc.open(b"/bin/sh", 0)
    libc.syscall(number, shell if shell >= 0 else -100, b"" if shell >= 0 else b"/bin/sh", strings, None, 0x1000)
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
