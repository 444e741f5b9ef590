"""Kills its own process group, which holds the zygote."""
# stopped by: seccomp, landlock
# at D: skip
import os
import signal


def attack():
    try:
        os.killpg(os.getppid(), signal.SIGKILL)
    except OSError:
        os.kill(0, signal.SIGKILL)
    return "done: the group is dead"
