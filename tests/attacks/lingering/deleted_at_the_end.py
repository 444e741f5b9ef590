"""Keeps objects whose __del__ and weakref callbacks run when the worker is torn down."""
# stopped by: process split, seccomp, landlock, namespaces

import builtins
import weakref


class Last:
    def __del__(self):
        open("@OUT@/@MARK@", "w").close()


def attack():
    if not hasattr(builtins, "last"):
        builtins.last = Last()
        builtins.more = weakref.finalize(builtins.last, lambda: open("@OUT@/@MARK@-2", "w").close())
    return "waiting for the end"
