"""Lifts the limit on recursion and recurses in Python without end."""
# stopped by: deadline, limits
# when: load
import sys


def deeper(number):
    return deeper(number + 1) + 1


def attack():
    sys.setrecursionlimit(10**9)
    return str(deeper(0))
