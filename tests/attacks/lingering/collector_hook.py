"""Hooks into the garbage collector, which runs at any moment of the worker's life."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import gc

READ = []


def hook(phase, info):
    gc.callbacks.clear()
    READ.append(open("@HOME@/notes.txt").read())


def attack():
    gc.callbacks.append(hook)
    gc.set_threshold(1)
    [[] for _ in range(1000)]
    return "".join(READ)
