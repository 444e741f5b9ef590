"""The slicer: out of a whole notebook, the statements that a name needs, in order, and no others."""

import ast

import pytest

from bpkit.slicer import define
from sliced import CLASS, program


def value(name, *cells, **given_names):
    """What a name is after slicing; every needed statement must run."""
    failed = []
    namespace, failures = define(program(*cells), [name], given_names, lambda *each: failed.append(each))
    assert (failures, failed) == ({}, [])
    return namespace[name]


def kept(name, *cells):
    """The first line of each statement that a name needs."""
    return [ast.unparse(each.node).splitlines()[0] for each in program(*cells).slice([name])]


def failure(name, *cells):
    namespace, failures = define(program(*cells), [name])
    assert name not in namespace
    return failures[name]


EXPLORATION = [
    "for epoch in range(10**12):\n    loss = train(epoch)",
    "for layer in (Linear(), Linear()):\n    for epoch in range(10**12):\n        losses.append(layer.forward())",
    "for kind in [Linear] * 10**12:\n    layer = kind()\n    layer.x = train(layer)",
    "while True: pass",
    "print(Linear())",
    "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()",
    "answer = input('continue? ')",
    "import time\ntime.sleep(10**6)",
    "raise RuntimeError('stop here')",
    "undefined_name",
    "Linear().backward()",
    "assert False",
    "exit()",
    "layer = Linear()\nlayer.weight = layer.train(10**9)",
    "if __name__ == '__main__':\n    import sys\n    sys.exit(main())",
    "%matplotlib inline\nhistory = []\nhistory.append(1)",
    "!rm -rf everything",
    "%%bash\nsleep 100000",
]


@pytest.mark.parametrize("cell", EXPLORATION)
def test_exploration_never_runs(cell):
    """Protects grading and import_from from training runs, prompts and crashes around the definitions."""
    assert kept("Linear", cell, CLASS, cell) == ["class Linear:"]


@pytest.mark.parametrize(
    "definition",
    [
        "class Linear:\n    def forward(self, x):\n        data = x\n        return data",
        "class Linear:\n    def forward(self, data): return [data for data in data]",
        "class Linear:\n    data = 1\n    size = data + 1",
        "class Linear:\n    @property\n    def data(self): ...\n    @data.setter\n    def data(self, v): ...",
        "class Linear:\n    def forward(self): return self.data",
        "def Linear(x):\n    data = x\n    class Inner:\n        y = data\n    return Inner",
    ],
)
def test_a_local_name_does_not_pull_in_the_global_one(definition):
    """Protects methods whose variables happen to be called like something expensive."""
    cells = ["data = input('which file? ')", definition, "data = input('which file? ')"]

    assert len(kept("Linear", *cells)) == 1


def test_a_name_redefined_after_its_use_stays_out():
    """Protects a default from an exploration cell further down that uses the same name."""
    cells = ["lr = 0.1", "def step(lr=lr): return lr", "lr = float(input('lr: '))"]

    assert kept("step", *cells) == ["lr = 0.1", "def step(lr=lr):"]


def test_a_main_block_can_define():
    """Protects definitions behind __name__ == '__main__', true in a notebook."""
    assert value("f", "if __name__ == '__main__':\n    def f(): return 3")() == 3


def test_given_names_replace_the_notebooks_own():
    """Protects the reference layers lent to an MLP: neither redefined nor patched, nothing runs for them."""
    lent = type("Linear", (), {"backward": lambda self: "lent"})
    cells = ["slow = undefined", "class Linear:\n    n = slow", "Linear.backward = undefined"]
    cells += ["class MLP:\n    layer = Linear", "Linear, ReLU = 1, 2"]
    cells += ["class Net(MLP):\n    relu = lambda: (ReLU, Linear)"]

    assert value("MLP", *cells, Linear=lent).layer is lent
    assert lent().backward() == "lent"
    assert value("Net", *cells, Linear=lent).relu() == (2, lent)


def test_a_failing_statement_leaves_the_rest_standing():
    """Protects a class from an import that only its plotting method needs."""
    cells = ["import nowhere_to_be_found as plt", CLASS + "\n    def plot(self): plt.plot()"]
    failed = []
    namespace, failures = define(program(*cells), ["Linear"], on_error=lambda *each: failed.append(each))

    assert namespace["Linear"]().forward() == 1
    assert failures == {}
    [(names, failure)] = failed
    assert (names, failure.type, failure.place) == ({"plt"}, "ModuleNotFoundError", ("01_linear.ipynb", 1, 1))


def test_why_a_name_is_lacking():
    """Protects the sentence that sends a student to the right line of the right cell."""
    raising = failure("f", "", "x = 1\n\ndef d(f):\n    return f / 0\n@d\ndef f(): pass")
    unreadable = failure("f", "x = 1\n\ndef f(:\n    pass")

    assert failure("f", "g = 1").sentence("f", "a.ipynb") == "f is not defined in a.ipynb."
    assert raising.sentence("f", "a.ipynb") == (
        "f cannot be taken from a.ipynb: TypeError in code cell 2, line 4 "
        "(unsupported operand type(s) for /: 'function' and 'int')."
    )
    assert unreadable.sentence("f", "a.ipynb") == (
        "f cannot be read from a.ipynb: SyntaxError in code cell 1, line 3 (invalid syntax)."
    )


def test_an_exit_and_a_strange_exception_are_failures_too():
    """Protects the grader and the kernel from definitions that leave."""
    strange = "class Odd(Exception):\n    def __str__(self): raise ValueError\ndef raises(): raise Odd"

    assert failure("x", "import sys\nx = sys.exit(3)").type == "SystemExit"
    odd = failure("x", strange, "x = raises()")
    assert (odd.type, odd.text) == ("Odd", "")


@pytest.mark.parametrize("cell", ["def f(x, x): return 1", "f = await g()", "class f:\n    break"])
def test_what_only_the_compiler_refuses_is_a_syntax_error(cell):
    """Protects import_from and grading from errors that ast.parse does not see."""
    namespace, failures = define(program(cell, "g = 2"), ["f", "g"])

    assert namespace["g"] == 2
    assert failures["f"].kind == "syntax"


def test_a_literal_that_python_warns_about():
    """Protects a definition from becoming an error where warnings are errors."""
    assert value("f", "def f(x): return x is 3 or '\\d'")(4) == "\\d"


def test_deep_expressions_do_not_exhaust_the_stack():
    """Protects the definitions beside an expression that is nested more deeply than Python's stack."""
    deep = "x = " + "1 + " * 1500 + "1"

    assert value("f", deep, "def f(): return 1")() == 1


def test_a_long_notebook_in_deterministic_order():
    """Protects long notebooks: each needed cell once and in order, none of the others."""
    cells = ["def f0(v): return v\nx = 0"]
    cells += [f"def f{n}(v): return f{n - 1}(v) + 1\nx = x + 1\nprint(f{n}(x))" for n in range(1, 500)]

    assert value("f499", *cells)(0) == value("x", *cells) == 499
    assert [each.order for each in program(*cells).slice(["f499"])] == [0, *range(2, 1499, 3)]
    assert [each.order for each in program(*cells).slice(["x"])] == [1, *range(3, 1499, 3)]


def test_a_definition_knows_its_line():
    """Protects tracebacks: a definition keeps the line it has in its cell."""
    function = value("f", "", "x = 1\n\n\ndef f(): pass")

    assert function.__code__.co_filename == "<01_linear.ipynb, code cell 2>"
    assert function.__code__.co_firstlineno == 4
