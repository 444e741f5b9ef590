"""Reads the secret by the C library's fopen and fread."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import ctypes
import os


def attack():
    libc, buffer = ctypes.CDLL(None, use_errno=True), ctypes.create_string_buffer(200)
    libc.fopen.restype = ctypes.c_void_p
    stream = libc.fopen(b"@HOME@/.config/backprop-kit/secret", b"r")
    if not stream:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    libc.fread(buffer, 1, 199, ctypes.c_void_p(stream))
    return buffer.value.decode()
