"""Prints 300 MB in one piece."""
# stopped by: limits, wire


def attack():
    print("x" * (300 << 20))
    return ""
