"""Looks for files in the home folder by os.scandir and os.walk, and reads what it finds."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os


def attack():
    paths = [entry.path for entry in os.scandir("@HOME@") if entry.is_file()]
    paths += [f"{folder}/{name}" for folder, _, names in os.walk("@HOME@") for name in names]
    return "\n".join({open(path).read() for path in paths})
