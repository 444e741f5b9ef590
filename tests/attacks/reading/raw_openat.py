"""Opens the home file by the naked system calls open, openat and openat2, past Python and the C library."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import ctypes
import os
import struct

PATH = b"@HOME@/notes.txt"


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    machine, how = os.uname().machine, struct.pack("QQQ", 0, 0, 0)
    calls = [(437, -100, PATH, how, ctypes.c_size_t(24)), ({"x86_64": 257, "aarch64": 56}[machine], -100, PATH, 0, 0)]
    calls += [(2, PATH, 0, 0)] if machine == "x86_64" else []
    found = [libc.syscall(*call) for call in calls]
    if max(found) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return os.read(max(found), 1000).decode()
