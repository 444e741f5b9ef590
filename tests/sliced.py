"""Small notebooks for tests of the slicer."""

from textwrap import dedent

from bpkit.slicer import Program


def program(*cells):
    """The Program of a notebook with these code cells."""
    return Program("01_linear.ipynb", [(index, dedent(cell)) for index, cell in enumerate(cells, start=1)])


CLASS = "class Linear:\n    def forward(self): return 1\n    def backward(self): return 1"
