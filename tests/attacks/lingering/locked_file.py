"""Locks the gradebook and leaves a process behind that holds the lock and says so in a file."""
# stopped by: seccomp, limits, landlock, namespaces
# at D: breach

import fcntl
import os


def attack():
    held = os.open("@HOME@/gradebook.db", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.set_inheritable(held, True)
    if os.fork() == 0:
        os.setsid()
        os.execv("/bin/sh", ["@MARK@", "-c", ": > @OUT@/@MARK@; sleep 100; :"])
    os.close(held)
    return "the lock is held"
