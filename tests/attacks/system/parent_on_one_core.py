"""Ties its parent to one core and the lowest priority, to slow down everybody who is graded later."""
# stopped by: seccomp
# at D: skip
import os


def attack():
    os.sched_setaffinity(os.getppid(), [0])
    os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)
    return "done: the parent is slowed down"
