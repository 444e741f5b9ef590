"""Reads the environment of its own process, from os.environ and from the memory that the kernel put it in."""
# stopped by: process split
import ctypes
import os


def attack():
    start = ctypes.c_void_p.in_dll(ctypes.CDLL(None), "environ").value
    pointers, entries = ctypes.cast(start, ctypes.POINTER(ctypes.c_char_p)), []
    while pointers[len(entries)]:
        entries.append(pointers[len(entries)])
    lines = [*map(os.fsdecode, entries), *(f"{key}={value}" for key, value in os.environ.items())]
    return "\n".join(line for line in lines if "canary" in line or "TOKEN" in line)
