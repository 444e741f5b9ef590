"""Prints a list nested very deep, without the limit that would catch it, in every call of forward."""
# stopped by: process split, deadline
import sys


class Linear(Linear):
    def forward(self, x):
        sys.setrecursionlimit(10**9)
        nested = []
        for _ in range(60_000):
            nested = [nested]
        print(nested)
