"""Leaves a file that every later Python of this user runs when it starts."""
# stopped by: seccomp, landlock, limits, namespaces
# at D: skip
import os


def attack():
    folder = "@HOME@/.local/lib/python3.11/site-packages"
    os.makedirs(folder)
    with open(f"{folder}/@MARK@.pth", "w") as file:
        return f"done: {file.name}"
