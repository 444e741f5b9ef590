"""Raises through a hundred thousand frames."""
# stopped by: wire
import sys

calls = []


def deeper(number):
    if number == 0:
        raise ValueError("the bottom")
    deeper(number - 1)


class Linear(Linear):
    def forward(self, x):
        calls.append(1)
        sys.setrecursionlimit(200_000)
        deeper(100_000 if len(calls) < 4 else 100)
