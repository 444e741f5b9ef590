"""Reads the environment of its parent process."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os


def attack():
    data = open(f"/proc/{os.getppid()}/environ", "rb").read()
    return "\n".join(part.decode() for part in data.split(b"\0") if b"canary" in part)
