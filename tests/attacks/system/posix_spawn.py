"""Starts a shell by posix_spawn, which uses vfork."""
# stopped by: seccomp, limits
# at D: breach
import os


def attack():
    child = os.posix_spawn("/bin/sh", ["sh", "-c", ": > @HOME@/@MARK@"], {})
    return f"done: {os.waitpid(child, 0)}"
