"""Switches swapping, quotas and the accounting of processes to files of its choice."""
# stopped by: seccomp, namespaces
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for refused in (libc.swapon(b"@HOME@/@MARK@", 0), libc.acct(b"@HOME@/@MARK@"), libc.quotactl(0, b"@HOME@", 0, None)):
        if refused == 0:
            return "done: switched"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
