"""Forks children that fork in turn, 128 at most."""
# stopped by: seccomp, limits
# at D: skip
import os
import time


def attack():
    for _ in range(7):
        os.fork()
    time.sleep(5)
    return "done: 128 processes"
