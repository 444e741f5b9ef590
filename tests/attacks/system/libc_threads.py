"""Starts a thread by pthread_create, to go on computing behind the questions' back."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc, thread = ctypes.CDLL(None), ctypes.c_ulong()
    refused = libc.pthread_create(ctypes.byref(thread), None, libc.getpid, None)
    if refused:
        raise OSError(refused, os.strerror(refused))
    return "done: a thread"
