"""Sets the machine's clock, to the time that it shows already, and its rate."""
# stopped by: seccomp, namespaces
# at D: skip
import ctypes
import os
import time


def attack():
    time.clock_settime(time.CLOCK_REALTIME, time.time())
    return f"done: {ctypes.CDLL(None).adjtimex(bytes(256))} {os.getpid()}"
