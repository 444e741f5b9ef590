"""Builds a syntax tree by hand, deeper than the parser would allow, and has it compiled."""
# stopped by: process split
# when: load
import ast
import sys


def attack():
    sys.setrecursionlimit(10**9)
    tree = ast.Constant(1, lineno=1, col_offset=0)
    for _ in range(100_000):
        tree = ast.UnaryOp(ast.USub(), tree, lineno=1, col_offset=0)
    return str(compile(ast.Expression(tree), "<deep>", "eval"))
