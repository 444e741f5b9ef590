"""Forks a child that makes a file in the home folder."""
# stopped by: seccomp, limits
# at D: breach
import os


def attack():
    child = os.fork()
    if child == 0:
        os.execv("/bin/sh", ["sh", "-c", ": > @HOME@/@MARK@"])
    return f"done: {os.waitpid(child, 0)}"
