"""Maps the gradebook into its own memory by the C library's open and mmap."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    descriptor = libc.open(b"@HOME@/gradebook.db", 0)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return ctypes.string_at(libc.mmap(None, ctypes.c_size_t(4096), 1, 2, descriptor, ctypes.c_long(0))).decode()
