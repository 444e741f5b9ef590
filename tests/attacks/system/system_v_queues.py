"""Makes System V semaphores and a message queue, which would outlive the process, and takes them away again."""
# stopped by: seccomp, namespaces
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    queue, semaphore = libc.msgget(0, 0o1600), libc.semget(0, 1, 0o1600)
    if max(queue, semaphore) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    libc.msgctl(queue, 0, None)
    libc.semctl(semaphore, 0, 0)
    return "done: a queue and a semaphore"
