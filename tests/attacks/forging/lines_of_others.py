"""Raises from code that claims to stand in other notebooks, in cells that do not exist, and in the grader's files."""
# stopped by: reports

import itertools

from bpkit.cells import file_name

CELLS = [("00_chain_rule.ipynb", 1), ("01_linear.ipynb", 99999), ("01_linear.ipynb", -1), ("01_linear.ipynb", 10**100)]
NAMES = itertools.cycle([file_name(*cell) for cell in CELLS] + ["@KIT@/bpgrade/hidden/test_01_linear.py", "\ud800"])


class Linear(Linear):
    def backward(self, grad_output):
        code = compile("\n" * 7 + "raise AssertionError(repr(open))", "x", "exec")
        exec(code.replace(co_filename=next(NAMES), co_firstlineno=2**31 - 10), {})
