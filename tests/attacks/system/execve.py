"""Replaces its own process by a shell that writes to the grader's pipe and leaves a file."""
# stopped by: seccomp, landlock
# at D: breach
import os


def attack():
    os.execv("/bin/sh", ["sh", "-c", ": > @HOME@/@MARK@; echo R >&11"])
