"""Writes into its parent's memory, from which all later workers are forked."""
# stopped by: seccomp
# at D: skip
import ctypes
import os
import struct


def attack():
    libc, data = ctypes.CDLL(None, use_errno=True), ctypes.create_string_buffer(8)
    here, there = struct.pack("QQ", ctypes.addressof(data), 8), struct.pack("QQ", id(np.linalg.norm), 8)
    if libc.process_vm_writev(os.getppid(), here, 1, there, 1, 0) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return "done: the parent's function is gone"
