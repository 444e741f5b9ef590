"""Shrinks the grader's pipe, makes it non-blocking for both ends and duplicates it past the number of the original."""
# stopped by: seccomp
import fcntl
import os


def attack():
    fcntl.fcntl(11, 1031, 4096)
    os.set_blocking(10, False)
    return f"done: {os.dup(11)}"
