"""Signals the processes with the ids just below its own; by a signal that ends nobody, as they may be anybody's."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os
import signal


def attack():
    hit, refused = [], []
    for pid in {os.getppid(), os.getpid() - 1, os.getpid() - 2}:
        try:
            os.kill(pid, signal.SIGCONT)
            hit.append(pid)
        except OSError as error:
            refused.append(error)
    if not hit:
        raise refused[0]
    return f"done: {hit} were hit"
