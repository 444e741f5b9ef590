"""Kills the grader by its process id."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os
import signal


def attack():
    os.kill(int(open("@GRADER@").read()), signal.SIGKILL)
    return "done: the grader is dead"
