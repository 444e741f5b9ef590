"""Raises an exception whose traceback is made by hand, with line numbers and frames of its own choice."""
# stopped by: wire
import sys
import types


class Linear(Linear):
    def forward(self, x):
        trace, frame = None, sys._getframe()
        for number in range(5000):
            trace = types.TracebackType(trace, frame, 0, -number - (number % 2 << 30))
        raise ValueError("from everywhere").with_traceback(trace)
