"""Stops its parent, so that the grader waits for a zygote that neither works nor ends."""
# stopped by: seccomp, landlock
# at D: skip
import os
import signal


def attack():
    os.kill(os.getppid(), signal.SIGSTOP)
    return "done: the parent stands still"
