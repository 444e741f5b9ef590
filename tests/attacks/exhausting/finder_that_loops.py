"""Puts a finder in front of the import system that imports whatever it is asked to find."""
# stopped by: process split, deadline
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        return __import__(name + "x")


def attack():
    sys.setrecursionlimit(10**6)
    sys.meta_path.insert(0, Finder())
    import nothing

    return str(nothing)
