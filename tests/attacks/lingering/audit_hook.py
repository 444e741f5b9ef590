"""Adds an audit hook, which can never be removed again, and waits for the worker to open or import something."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import sys

READ = []


def hook(event, arguments):
    if event in ("exec", "compile", "code.__new__", "sys._getframe") and not READ:
        READ.append("")
        READ.append(open("@HOME@/notes.txt").read())


def attack():
    sys.addaudithook(hook)
    exec("pass")
    return "".join(READ)
