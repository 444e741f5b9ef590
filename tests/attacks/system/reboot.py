"""Makes the call that restarts the machine, with the harmless command that only switches off the keys for it."""
# stopped by: seccomp, namespaces
# at D: skip
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.reboot(0) == 0:
        return "done: the keys are off"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
