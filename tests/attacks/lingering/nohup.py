"""Lets a shell start a program in the background that does not mind when its terminal and its parent go."""
# stopped by: seccomp, limits, namespaces
# at D: breach

import os


def attack():
    status = os.system("nohup sh -c ': > @OUT@/@MARK@; sleep 100; : @MARK@' >/dev/null 2>&1 &")
    if status:
        raise OSError(f"the shell ended with {status}")
    return "a shell has started it"
