"""Turns sys.exit and os._exit into nothing and answers every BaseException with another loop."""
# stopped by: deadline
import os
import sys


class Linear(Linear):
    def forward(self, x):
        os._exit = sys.exit = os.abort = lambda *_: None
        while True:
            try:
                raise SystemExit
            except BaseException:
                continue
