"""Leaves a file in shared memory for the next student, and a program that removes it after a while."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import os


def attack():
    os.close(os.open("/dev/shm/@MARK@", os.O_CREAT | os.O_RDWR, 0o666))
    os.posix_spawn("/bin/sh", ["@MARK@", "-c", "sleep 2000; rm -f /dev/shm/@MARK@"], {}, setsid=True)
    return "it lies in shared memory"
