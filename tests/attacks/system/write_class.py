"""Puts a submission of its own making among those of the class."""
# stopped by: seccomp, landlock, limits, namespaces
# at D: breach
import os


def attack():
    os.mkdir("@CLASS@/@MARK@")
    return "done: a submission"
