"""Kills its parent process, the zygote that all later workers are forked from."""
# stopped by: seccomp, landlock
# at D: skip
import os
import signal


def attack():
    os.kill(os.getppid(), signal.SIGKILL)
    return "done: the parent is dead"
