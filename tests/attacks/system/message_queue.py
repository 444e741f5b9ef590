"""Makes a POSIX message queue, to speak with other submissions, and takes it away again."""
# stopped by: seccomp, namespaces
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mq_open(b"/@MARK@", os.O_CREAT | os.O_RDWR, 0o600, None) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    libc.mq_unlink(b"/@MARK@")
    return "done: a queue"
