"""Forks twice, starts a session and outlives the worker."""
# stopped by: seccomp, limits, namespaces
# at D: breach
import os


def attack():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv("/bin/sh", ["sh", "-c", ": > @HOME@/@MARK@; sleep 100; exit @MARK@"])
        os._exit(0)
    return "done: a daemon"
