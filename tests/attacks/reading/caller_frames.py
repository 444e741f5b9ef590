"""Walks the stack frames up into the worker's serve loop and looks through every local variable for secrets."""
# stopped by: process split
import sys

NEEDLE = "-yranac"[::-1]


def attack():
    frame, found = sys._getframe(), []
    while frame is not None:
        for name, value in [*frame.f_locals.items(), *frame.f_globals.items()]:
            if name in ("expected", "secret", "oracle") or (frame.f_back is None and NEEDLE in repr(value)):
                found.append(f"{frame.f_code.co_name}: {name} = {value!r}"[:300])
        frame = frame.f_back
    return "\n".join(found)
