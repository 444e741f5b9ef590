"""bpgrade: grades hand-written backpropagation behind a wall. Values cross it, answers never do."""

__version__ = "0.1.0"
