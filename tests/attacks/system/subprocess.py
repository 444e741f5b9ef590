"""Starts a program by subprocess in a session of its own."""
# stopped by: seccomp, limits
# at D: breach
import subprocess


def attack():
    done = subprocess.run(["touch", "@HOME@/@MARK@"], start_new_session=True, check=True)
    return f"done: {done.returncode}"
