"""Sends every process a signal; one that ends nobody, in case the wall has a hole."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os
import signal


def attack():
    os.kill(-1, signal.SIGWINCH)
    return "done: every process was signalled"
