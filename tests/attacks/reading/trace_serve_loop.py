"""Puts a trace function on the worker's own frames, to see expected values when later questions are judged."""
# stopped by: process split
import builtins
import sys


def watch(frame, event, argument):
    for name, value in frame.f_locals.items():
        if name in ("expected", "want", "right", "secret"):
            builtins.stolen.append(f"{frame.f_code.co_name}: {name} = {value!r}"[:300])
    return watch


def attack():
    if not hasattr(builtins, "stolen"):
        builtins.stolen = []
        frame = sys._getframe()
        while frame is not None:
            frame.f_trace = watch
            frame = frame.f_back
        sys.settrace(watch)
    return "\n".join(builtins.stolen)
