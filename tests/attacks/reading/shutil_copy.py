"""Lets shutil copy the gradebook into a pipe of its own."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os
import shutil


def attack():
    read_end, write_end = os.pipe()
    with open("@HOME@/gradebook.db") as source, os.fdopen(write_end, "w") as target:
        shutil.copyfileobj(source, target)
    return os.read(read_end, 1000).decode()
