"""Tries the process ids just below its own for one whose environment holds a secret."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os


def attack():
    refused, found = [], []
    for pid in range(os.getpid() - 1, max(0, os.getpid() - 40), -1):
        try:
            found.append(open(f"/proc/{pid}/environ", "rb").read())
        except OSError as error:
            refused.append(error)
    if refused and not found:
        raise refused[0]
    return "\n".join(part.decode() for data in found for part in data.split(b"\0") if b"canary" in part)
