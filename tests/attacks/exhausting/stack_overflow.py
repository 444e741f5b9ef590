"""Overflows the C stack: compares lists nested very deep, without the limit that would catch it."""
# stopped by: process split
import sys


def nested():
    inner = []
    for _ in range(150_000):
        inner = [inner]
    return inner


def attack():
    sys.setrecursionlimit(10**9)
    return str(nested() == nested())
