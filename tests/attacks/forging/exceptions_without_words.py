"""Raises exceptions whose text, name, traceback and arguments cannot be made, or are made without end."""
# stopped by: process split

import itertools
import sys


class Meta(type):
    @property
    def __name__(cls):
        return 5


class NoName(Exception, metaclass=Meta):
    pass


class NoText(Exception):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__


class LongText(Exception):
    def __str__(self):
        return "\ud800<script>" * 10**6


class NoTrace(BaseException):
    @property
    def __traceback__(self):
        raise self


def recursion():
    sys.setrecursionlimit(100_000)
    return recursion()


KINDS = itertools.cycle([NoName, NoText, LongText, NoTrace, type("X" * 10**6, (Exception,), {})])


class Linear(Linear):
    def backward(self, grad_output):
        raise next(KINDS)
