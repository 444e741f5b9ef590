"""Watches the folder of reports, to learn who is graded and when."""
# stopped by: seccomp, landlock, namespaces
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(0)
    if watch < 0 or libc.inotify_add_watch(watch, b"@OUT@", 0xFFF) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: the reports are watched"
