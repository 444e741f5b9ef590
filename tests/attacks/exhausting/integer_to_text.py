"""Lifts the limit on digits and turns a huge integer into text."""
# stopped by: deadline
# when: load
import sys


def attack():
    sys.set_int_max_str_digits(0)
    return str(len(str(1 << 20_000_000)))
