"""Cells as students leave them: magics, half-finished lines, stray bytes; what can be read is read."""

import ast

import pytest

from bpkit.cells import cell_of, file_name, parse
from bpkit.slicer import Program, define


def statements(source):
    """A readable cell's statements as text, without the `pass` that stands for a magic."""
    nodes, broken = parse(source, 1)
    assert broken == []
    return [ast.unparse(node) for node in nodes if not isinstance(node, ast.Pass)]


@pytest.mark.parametrize(
    "magic",
    [
        "%matplotlib inline",
        "!pip install numpy",
        "!!ls",
        "%time x = train()",
        "?print",
        "print?",
        "np.sum??",
        "np.*load*?",
        "files = !ls",
        "took = %timeit -o f()",
        "!echo it's",
        '!echo "',
        "!echo (",
        "!pip install a \\\n    b \\\n    c",
        "%%time",
    ],
)
def test_a_line_magic_is_put_aside(magic):
    """Protects a cell's definitions from the magics around them."""
    assert statements(f"x = 1\n{magic}\ny = 2\n{magic}\n") == ["x = 1", "y = 2"]


def test_a_magic_inside_a_block():
    """Protects a function with a shell line in it, at the depth where it stands."""
    assert statements("if x:\n    %time f()\n    !ls\ny = 2") == ["if x:\n    pass\n    pass", "y = 2"]


def test_lines_that_look_like_magics():
    """Protects the operators and strings of a cell that has a magic elsewhere."""
    source = "%matplotlib inline\nx = (7\n  % 4)\ny = 7 \\\n% 4\ntext = '''\n%d\n!\nname?\n'''"

    assert statements(source) == ["x = 7 % 4", "y = 7 % 4", "text = '\\n%d\\n!\\nname?\\n'"]


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 3", "%%capture out", "\n\n%%prun"])
def test_a_cell_magic_around_python(magic):
    """Protects definitions in a cell that is timed, and their line numbers."""
    [node] = parse(f"{magic}\n!ls\ndef f(): pass", 1)[0][1:]

    assert (node.name, node.lineno) == ("f", magic.count("\n") + 3)


@pytest.mark.parametrize("magic", ["%%bash", "%%writefile layers.py", "%%html", "%%", "\n%%script python"])
def test_a_cell_magic_around_something_else(magic):
    """Protects from taking a shell script, or a file's text, for the student's code."""
    assert parse(f"{magic}\nx = 1", 1) == ([], [])


def test_a_syntax_error_keeps_the_other_definitions():
    """Protects right definitions from a wrong one in the same cell; the error has its line and name."""
    source = "import os\n%time f()\n@d\n@e\ndef f():\n    pass\n\n"
    source += "def g(:\n    pass\nclass A:\n    x = (\n\ny = 1"
    nodes, broken = parse(source, 3)

    assert [ast.unparse(node).splitlines()[0] for node in nodes] == ["import os", "pass", "@d", "y = 1"]
    assert [(each.cell, each.line, each.type, each.text, set(each.names)) for each in broken] == [
        (3, 8, "SyntaxError", "invalid syntax", {"g"}),
        (3, 11, "SyntaxError", "'(' was never closed", {"A"}),
    ]


@pytest.mark.parametrize("rest", ["print x", "x ==", "for i in:", "\0", "'open"])
def test_a_bad_line_after_a_definition_spares_it(rest):
    """Protects a class from the half-written line below it."""
    nodes, [broken] = parse(f"class A:\n    x = 1\n\n    y = 2\n\n{rest}\n", 1)

    assert [node.name for node in nodes] == ["A"]
    assert broken.line >= 6 or "null bytes" in broken.text


@pytest.mark.parametrize("rest", ["return 1", "await f()", "def A(x, x): pass"])
def test_what_only_the_compiler_refuses(rest):
    """Protects a class from a line that parses and yet is no program: it is set apart only if it is asked for."""
    program = Program("a.ipynb", [(1, f"class A:\n    x = 1\n\n{rest}\n")])
    namespace, failures = define(program, ["A"])

    assert failures == {}
    assert namespace["A"].x == 1
    assert [each.type for each in program.broken] == (["SyntaxError"] if "def A" in rest else [])


def test_what_is_never_python():
    """Protects the reader itself: no text raises out of it."""
    deep = ["(" * 5000, "-" * 20_000 + "1", "x = " + "[" * 150 + "]" * 150]
    for source in ["", "\n", "%", "\0", "\ud800", "x = '\ud800'", "if x:\n%", "\\", "@", *deep]:
        nodes, broken = parse(source, 1)
        assert isinstance(nodes, list)
        assert all(each.cell == 1 and each.line >= 1 for each in broken)


def test_line_numbers_are_the_cells_own():
    """Protects tracebacks in a cell that had to be taken apart."""
    nodes, _ = parse("x = = 1\n\n\ndef f():\n    pass\n", 1)

    assert [(node.name, node.lineno) for node in nodes] == [("f", 4)]


def test_windows_line_ends():
    """Protects notebooks written on another system."""
    assert statements("%matplotlib inline\r\nx = 1\r\nprint?\r\n") == ["x = 1"]


def test_a_cells_file_name_leads_back_to_it():
    """Protects the place of an error, whatever the notebook is called."""
    assert cell_of(file_name("my <b>, code cell 3>.ipynb", 12)) == ("my <b>, code cell 3>.ipynb", 12)
    assert cell_of("numpy/core.py") is None
