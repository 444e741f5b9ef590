"""Opens each descriptor of the process anew through /proc/self/fd, to read from the start what was read already."""
# stopped by: seccomp, landlock, namespaces, process split
import os


def attack():
    found = []
    for name in os.listdir("/proc/self/fd"):
        path = f"/proc/self/fd/{name}"
        if os.path.isfile(path):
            found.append(open(path, errors="replace").read())
    return "\n".join(line for text in found for line in text.splitlines() if "canary" in line)
