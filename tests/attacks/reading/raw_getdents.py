"""Lists the home folder by the naked system call getdents64."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import ctypes
import os
import re


def attack():
    libc, buffer = ctypes.CDLL(None, use_errno=True), ctypes.create_string_buffer(4096)
    folder = libc.open(b"@HOME@", os.O_DIRECTORY)
    length = libc.syscall({"x86_64": 217, "aarch64": 61}[os.uname().machine], folder, buffer, 4096)
    if length < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    names = re.findall(rb"[\w]+\.[\w]{2,}", buffer.raw[:length])
    return "\n".join(open(f"@HOME@/{name.decode()}").read() for name in names)
