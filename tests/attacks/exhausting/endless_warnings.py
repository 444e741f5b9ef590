"""Raises a fresh warning for every entry of an array, each remembered by the interpreter."""
# stopped by: deadline, limits
# when: load
import warnings


def attack():
    for number in range(100_000_000):
        warnings.warn_explicit(f"entry {number}", UserWarning, f"<{number}>", number)
    return "done"
