"""Calls breakpoint(), which would open a debugger's console on the grader's terminal."""
# stopped by: imports, process split
import warnings


def attack():
    warnings.simplefilter("error")  # of a debugger that cannot be had Python only says so in passing
    breakpoint()
    return "done: a console"
