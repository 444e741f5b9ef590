"""The slicer's one promise: a sliced name means what it means after running the whole notebook."""

import ast
import builtins
import codeop
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpkit.slicer import define
from sliced import CLASS, program


def run_all(cells):
    """(namespace, cells that ran) of a notebook run as in Jupyter: a cell that raises stops no other."""
    namespace, ran, compiler = {"__name__": "__main__"}, [], codeop.Compile()
    for cell in cells:
        with contextlib.suppress(Exception):
            exec(compiler(cell + "\n", "<whole>", "exec"), namespace)
            ran.append(cell)
    return namespace, ran


def outcome(expression, namespace):
    try:
        return eval(expression, namespace)
    except Exception as error:
        return type(error)


RIGHT = [
    ("the last binding wins", "f()", ["def f(): return 1", "def f(): return 2"]),
    ("a method given later", "Linear().backward()", [CLASS, "def f(self): return 2", "Linear.backward = f"]),
    ("setattr", "Linear().backward()", [CLASS, "setattr(Linear, 'backward', lambda self: 2)"]),
    ("delattr", "hasattr(Linear, 'backward')", [CLASS, "delattr(Linear, 'backward')"]),
    ("methods given in a loop", "Linear().forward() + Linear().backward()",
     [CLASS, "for name in ('forward', 'backward'):\n    setattr(Linear, name, lambda self: 2)"]),
    ("one method for several classes", "Linear().backward() + MLP().backward()",
     [CLASS, "class MLP: pass", "for n, c in enumerate([Linear, MLP]):\n    c.backward = lambda self: 2"]),
    ("a method given under a condition", "Linear().backward()",
     [CLASS, "if 2 > 1:\n    pass\nelse:\n    Linear.x = 1",
      "try:\n    pass\nfinally:\n    Linear.backward = lambda self: 2"]),
    ("two methods at once", "Linear.a + Linear.b", [CLASS, "Linear.a, Linear.b = 1, 2"]),
    ("a changed base class", "MLP().backward()",
     [CLASS, "class MLP(Linear): pass", "Linear.backward = lambda self: 2"]),
    ("patches of an overwritten class are gone", "hasattr(Linear, 'x')", [CLASS, "Linear.x = 1", CLASS]),
    ("a registering decorator", "f(2) + f('a')",
     ["import functools\n@functools.singledispatch\ndef f(x): return 1", "@f.register\ndef _(x: int): return 20",
      "@f.register(str)\ndef _(x): return 300"]),
    ("a table filled later", "TABLE", ["TABLE = {}", "TABLE['relu'] = 1", "TABLE.update(tanh=2)"]),
    ("a table filled after a function took it", "f()", ["T = {}", "def f(t=T): return t", "T['a'] = 1"]),
    ("a table emptied by del", "TABLE", ["TABLE = {1: 1, 2: 2}", "del TABLE[1]"]),
    ("a list that grows", "LIST", ["LIST = [3]", "LIST.append(1)", "LIST += [2]", "LIST.sort()"]),
    ("a constant added to", "n", ["n = 1", "n += 4"]),
    ("a class on its former self", "Linear().both()",
     [CLASS, "class Linear(Linear):\n    def both(self): return self.forward() + self.backward()"]),
    ("x = x + 1", "x", ["x = 1", "x = x + 1", "x = x * 10"]),
    ("a helper in a later cell", "f()", ["def f(): return helper()", "def helper(): return 7"]),
    ("a helper in an earlier cell", "f()", ["def helper(): return 7", "def f(): return helper()"]),
    ("a body means the last helper", "f()", ["def g(): return 1", "def f(): return g()",
     "def g(): return 2"]),
    ("a default means the value before", "f()", ["n = 1", "def f(m=n): return m", "n = 2"]),
    ("a decorator means the one before", "f()",
     ["def d(f): return lambda: 1", "@d\ndef f(): return 0", "def d(f): return lambda: 2"]),
    ("a base means the class before", "B.n", ["class A: n = 1", "class B(A): pass", "class A: n = 2"]),
    ("an inherited body means the last helper", "B().f()",
     ["def g(): return 1", "class A:\n    def f(self): return g()", "class B(A): pass", "def g(): return 2"]),
    ("a call means what was there then", "y",
     ["n = 1", "def f(): return n", "g = f", "n = 2", "y = g()", "n = 3"]),
    ("a key function means what was there then", "best",
     ["w = {1: 2, 2: 1}", "best = min([1, 2], key=lambda k: w[k])", "w = None"]),
    ("comprehensions", "f(2)", ["k = [1, 2]", "def f(n): return [n * a for a in k]"]),
    ("nested functions", "f()()", ["k = 1", "def f():\n    def g():\n        return k\n    return g"]),
    ("lambdas", "f()", ["f = lambda: k", "k = 1"]),
    ("a global statement", "f()", ["n = 1", "def f():\n    global n\n    n += 1\n    return n"]),
    ("class bodies", "A.y", ["x = 1", "class A:\n    y = [x for _ in range(2)]", "x = 5"]),
    ("walrus", "f()", ["[last := v for v in range(3)]", "if (n := 10): pass", "def f(): return n + last"]),
    ("match", "f(3)", ["K = 3", "def f(v):\n    match v:\n        case int() as w if w == K: return w"]),
    ("what a match binds", "rest",
     ["match {'a': 1, 'b': [2, 3]}:\n    case {'b': [_, *tail], **rest}: n = tail"]),
    ("type hints", "f(1)", ["import numpy as np", "def f(x: np.ndarray) -> 'Nowhere': return x"]),
    ("hints not evaluated", "f(1)", ["from __future__ import annotations", "def f(x: Tensor): return x"]),
    ("a bare annotation binds nothing", "x", ["x = 3", "x: int"]),
    ("dataclasses", "P(1).y",
     ["from dataclasses import dataclass, field",
      "@dataclass\nclass P:\n    x: 'int'\n    y: int = field(default=2)"]),
    ("properties", "A().n",
     ["class A:\n    @property\n    def n(self): return 4\n    @n.setter\n    def n(self, v): pass"]),
    ("functools.wraps", "f.__name__", ["from functools import wraps",
     "def log(f):\n    @wraps(f)\n    def inner(): return f()\n    return inner", "@log\ndef f(): pass"]),
    ("try imports", "f()",
     ["try:\n    import nowhere as m\nexcept ImportError:\n    m = None", "def f(): return m"]),
    ("if and else", "f()", ["if 1 > 2:\n    def f(): return 1\nelse:\n    def f(): return 2"]),
    ("an if that does not happen", "f()", ["def f(): return 1", "if False:\n    def f(): return 2"]),
    ("with", "x", ["import contextlib", "with contextlib.nullcontext(3) as x: pass"]),
    ("tuples", "b", ["(a, *b), c = (1, 2, 3), 4"]),
    ("a loop that binds", "n", ["n = 0", "for i in range(4): n += i"]),
    ("star imports", "f()", ["from math import *", "def f(): return floor(pi) + pow(2, 1)"]),
    ("aliases", "f()", ["import numpy as np", "import os.path as p", "def f(): return np.sum([1]), p.sep"]),
    ("parts of a package", "f()",
     ["import wsgiref.headers", "import wsgiref", "def f(): return wsgiref.headers.__name__"]),
    ("a name deleted to tidy up", "f()", ["n = 1\ndef f(m=n): return m\ndel n"]),
    ("recursion", "f(5)", ["def f(n): return n * f(n - 1) if n else 1"]),
    ("mutual recursion", "even(4)",
     ["def even(n): return n == 0 or odd(n - 1)", "def odd(n): return n != 0 and even(n - 1)"]),
    ("async def", "list(f().__await__())", ["async def f(): return await g()", "async def g(): return 1"]),
    ("a builtin's name used as a variable later", "y", ["y = max(1, 2)", "max = undefined"]),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "cells"), [row[1:] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_sliced_definitions_are_the_notebooks_own(expression, cells):
    """Protects a student's solution from meaning something else to the grader than to its author."""
    names = {node.id for node in ast.walk(ast.parse(expression)) if isinstance(node, ast.Name)}
    wanted = sorted(name for name in names if not hasattr(builtins, name))
    failed = []
    sliced, failures = define(program(*cells), wanted, on_error=lambda *failure: failed.append(failure))
    assert (failures, failed) == ({}, [])

    found = outcome(expression, sliced)  # before the whole notebook imports anything

    assert found == outcome(expression, run_all(cells)[0])


NAMES = st.sampled_from("abc")
FUNCTIONS = st.sampled_from("fg")
CLASSES = st.sampled_from("AB")
NUMBER = st.one_of(st.integers(0, 9).map(str), NAMES)
OF_CLASS = st.builds("{}{}".format, CLASSES, st.sampled_from([".k", "().m()"]))
VALUE = st.one_of(NUMBER, FUNCTIONS.map("{}()".format), OF_CLASS)
STATEMENT = st.one_of(  # classes have one name each: a change through another name is not followed
    st.builds("{} = {}".format, NAMES, VALUE),
    st.builds("{} = {} + {}".format, NAMES, VALUE, NUMBER),
    st.builds("{} += {}".format, NAMES, NUMBER),
    st.builds("{}, {} = {}, {}".format, NAMES, NAMES, NUMBER, VALUE),
    st.builds("if {} > 3: {} = {}".format, NUMBER, NAMES, VALUE),
    st.builds("for {} in range({}): {} = {}".format, NAMES, NUMBER, NAMES, NUMBER),
    st.builds("def {}(x={}): return x + {}".format, FUNCTIONS, NUMBER, VALUE),
    st.builds("{} = lambda: {}".format, FUNCTIONS, VALUE),
    st.builds("{} = {}".format, FUNCTIONS, FUNCTIONS),
    st.builds("{} = sum([{} for {} in (1, 2)] + [(lambda: {})()])".format, NAMES, VALUE, NAMES, VALUE),
    st.builds("class {}:\n    k = {}\n    def m(self): return {}".format, CLASSES, VALUE, VALUE),
    st.builds("class {}({}):\n    k = {}".format, CLASSES, CLASSES, VALUE),
    st.builds("{}.k = {}".format, CLASSES, VALUE),
    st.builds("if {} > 3: {}.k = {}".format, NUMBER, CLASSES, VALUE),
    st.builds("for x in ({}, {}): x.k = {}".format, CLASSES, CLASSES, VALUE),
    st.builds("{}.m = lambda self: {}".format, CLASSES, VALUE),
)
START = ["a, b, c = 1, 2, 3", "def f(): return a", "def g(): return b"]
START += ["class A:\n    k = 5\n    def m(self): return c", "class B(A): pass"]
WANTED = st.sampled_from(["a", "b", "c", "f()", "g()", "A().m()", "B().m()", "B.k"])


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(STATEMENT, min_size=1, max_size=12), WANTED)
def test_random_programs_sliced_and_whole(statements, expression):
    """Protects the slicer's one promise: a wanted name behaves as after running the whole notebook."""
    whole, cells = run_all(START + statements)
    sliced, failures = define(program(*cells), [expression[0]])

    assert failures == {}
    assert outcome(expression, sliced) == outcome(expression, whole)
