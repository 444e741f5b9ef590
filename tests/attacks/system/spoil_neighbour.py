"""Empties the notebook of the student who is graded next."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os


def attack():
    os.truncate("@CLASS@/system-spoil_neighbour-then/01_linear.ipynb", 0)
    return "done: the notebook is empty"
