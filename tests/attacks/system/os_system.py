"""Runs shell commands by os.system and os.popen."""
# stopped by: seccomp, limits
# at D: breach
import os


def attack():
    status = os.system(": > @HOME@/@MARK@")
    return os.popen("echo done").read() if status == 0 else ""
