"""Imports the debugger, the interactive console, the profilers and others that open source files or run them."""
# stopped by: imports


def attack():
    refused = []
    for name in ("pdb", "code", "cProfile", "runpy", "faulthandler", "tracemalloc", "doctest", "trace"):
        try:
            return f"done: {__import__(name)}"
        except ImportError as error:
            refused.append(error)
    raise refused[0]
