"""Looks for memory that this worker shares with the process it was forked from, and writes a message into it."""
# stopped by: seccomp, landlock, namespaces, process split

import ctypes


def attack():
    shared = [line for line in open("/proc/self/maps") if line.split()[1] == "rw-s"]
    for line in shared:
        start = int(line.split("-")[0], 16)
        ctypes.memmove(start, b"@MARK@", 8)
    raise OSError(f"{len(shared)} writable shared mappings")
