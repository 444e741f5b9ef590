"""Changes modules, builtins and numpy for whoever is forked next, and for the worker that follows this one."""
# stopped by: process split
# when: load

import builtins
import gc
import sys


def attack():
    gc.unfreeze()
    builtins.print = builtins.sum = builtins.range = None
    np.ndarray.__doc__ = None
    for name in ("bpgrade.wall.worker", "bpgrade.wall.zygote", "bpgrade.wall.jail", "bpgrade.wall.seccomp", "json"):
        if name in sys.modules:
            vars(sys.modules[name]).clear()
    np.matmul = np.dot = np.zeros = None
