"""Kills the parent by a descriptor of its process instead of its id."""
# stopped by: seccomp, landlock
# at D: skip
import os
import signal


def attack():
    signal.pidfd_send_signal(os.pidfd_open(os.getppid()), signal.SIGKILL)
    return "done: the parent is dead"
