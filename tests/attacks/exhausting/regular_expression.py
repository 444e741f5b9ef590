"""Matches a pattern that goes back and forth exponentially, a loop in C."""
# stopped by: deadline
# when: load
import re


def attack():
    return str(re.match("(a+)+$", 60 * "a" + "b"))
