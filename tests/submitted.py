"""Cells of a submission, for tests of sessions and proxies."""

BOOK = "01_linear.ipynb"
SQUARE = "def square(x):\n    return x * x"
BAG = """import numpy as np
class Bag:
    def __init__(self, *values):
        self.values, self.rate, self.data = list(values), 0.5, np.arange(6.0).reshape(2, 3)
        self.inner = None
    def step(self, by=1):
        self.rate += by
        return self.rate
    def forward(self, x):
        return 2 * x
    def parameters(self):
        return [self]
    def items(self):
        yield from self.values"""
