"""Takes over the handling of its own page faults, which helps to win races in the kernel."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc, number = ctypes.CDLL(None, use_errno=True), {"x86_64": 323, "aarch64": 282}[os.uname().machine]
    handle = libc.syscall(number, 1)
    if handle < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: {handle}"
