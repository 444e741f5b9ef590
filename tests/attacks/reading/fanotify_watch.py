"""Asks the kernel for a descriptor of every file that anybody opens in the class's folder."""
# stopped by: seccomp, landlock, namespaces
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.fanotify_init(0, os.O_RDONLY)
    if watch < 0 or libc.fanotify_mark(watch, 1, ctypes.c_uint64(0x08000020), -100, b"@CLASS@") < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: the class is watched"
