"""Writes to the grader's own output through /proc, as if the grader had said it."""
# stopped by: seccomp, landlock, namespaces
import os


def attack():
    try:
        grader = open("@GRADER@").read()
    except OSError:
        grader = os.getppid()
    with open(f"/proc/{grader}/fd/1", "w") as file:
        return f"done: {file.write('1 submission: 1 graded, full marks')} characters"
