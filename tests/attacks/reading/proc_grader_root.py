"""Leaves its own view of the file system through the grader's /proc/<pid>/root."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os


def attack():
    refused = []
    for pid in (os.getppid(), 1, "self", "thread-self"):
        try:
            return open(f"/proc/{pid}/root@HOME@/notes.txt").read()
        except OSError as error:
            refused.append(error)
    raise refused[0]
