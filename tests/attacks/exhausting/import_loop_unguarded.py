"""Slices and runs its own notebook by hand, which does the same, past the guard of import_from."""
# stopped by: deadline, process split
from bpkit import notebooks
from bpkit.slicer import Program, define


class Linear(Linear):
    cells = notebooks.library.notebooks["01_linear.ipynb"]
    inner = define(Program("01_linear.ipynb", cells), ["Linear"])[0]["Linear"]
