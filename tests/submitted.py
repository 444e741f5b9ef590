"""Cells of a submission: for tests of sessions and proxies, and for those that type into a notebook."""

import json

from bpgrade import reference

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


def linear_cell():
    """The cell in which the reference has its class Linear."""
    cells = json.loads((reference.folder() / BOOK).read_text(encoding="utf-8"))["cells"]
    sources = ("".join(cell["source"]) for cell in cells)
    return next(source for source in sources if "class Linear(Module)" in source)
