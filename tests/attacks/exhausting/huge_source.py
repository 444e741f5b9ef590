"""Compiles a source of 100 MB that it makes itself."""
# stopped by: limits, deadline
# when: load


def attack():
    return str(compile("x = " + "1 + " * 25_000_000 + "1", "<huge>", "exec"))
