"""Starts a program in a new session by subprocess and by posix_spawn, and forgets it."""
# stopped by: seccomp, limits, namespaces
# at D: breach

import os
import subprocess


COMMAND = ": > @OUT@/@MARK@; sleep 100; : @MARK@"


def attack():
    try:
        os.posix_spawn("/bin/sh", ["sh", "-c", COMMAND], {}, setsid=True)
    except OSError as error:
        print(error)
    subprocess.Popen(["sh", "-c", COMMAND], executable="/bin/sh", env={}, start_new_session=True)
    return "it runs"
