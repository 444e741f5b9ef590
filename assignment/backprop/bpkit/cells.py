"""One code cell of a notebook as Python statements: magics put aside, what cannot be read set apart, and what each
statement binds and changes."""

import ast
import re
import warnings
from dataclasses import dataclass

_PYTHON_MAGICS = ("time", "timeit", "capture", "prun")
_MAGIC_LINE = re.compile(r"^(\s*)(?:[\w, ]+=\s*(?=[%!])|[%!?]|[\w.*]+\?{1,2}\s*$)")
_CHUNK_START = re.compile(r"^(?:@|class\b|def\b|async\b|import\b|from\b|\w[\w., ]*=[^=])")
_LINE_START = re.compile(r"^(?!(?:else|elif|except|finally)\b)[^\s#)\]}]")
_BINDS = re.compile(r"^(?:async\s+def|def|class)\s+(\w+)|^(\w+)\s*(?:,|=[^=])", re.MULTILINE)
SYNTAX_ERRORS = (SyntaxError, ValueError, MemoryError, RecursionError)

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_WITH_STATEMENTS = (ast.stmt, ast.excepthandler, ast.match_case)
_BINDING_FIELDS = {"body", "orelse", "finalbody", "handlers", "cases", "items", "optional_vars", "names"}
_BINDING_FIELDS |= {"target", "targets", "elts", "value", "pattern", "patterns", "kwd_patterns"}
_MUTATORS = ("append", "extend", "update", "add", "insert", "setdefault", "register")
_MUTATORS += ("remove", "discard", "pop", "clear", "sort", "reverse")


@dataclass(frozen=True)
class Broken:
    """A piece of a cell that Python cannot read: code cell and line counted from 1, and the names it would bind."""

    cell: int
    line: int
    type: str
    text: str
    names: frozenset


def file_name(notebook, index):
    """The name under which a cell's code is compiled, so that a traceback leads back to the cell."""
    return f"<{notebook}, code cell {index}>"


def cell_of(name):
    """(notebook, code cell index) of a file name that `file_name` made, else None."""
    match = re.fullmatch(r"<(.+), code cell (\d+)>", name)
    return (match[1], int(match[2])) if match else None


def parse(source, index):
    """A cell's top-level statements.

    Args:
        source: the cell's text, notebook magics included.
        index: the cell's number among the code cells.
    Returns:
        (nodes, broken): ast statements in order with the cell's own line numbers, and Broken pieces. One bad
        definition does not take its neighbours along.
    """
    source = _without_cell_magic(_without_indent(source))
    try:
        return _statements(source), []
    except SYNTAX_ERRORS:
        return _salvage(source, index)


def _statements(source):
    lines = source.split("\n")
    while True:
        try:
            return compiled("\n".join(lines), "<cell>", ast.PyCF_ONLY_AST).body
        except SyntaxError as error:
            number = (error.lineno or 0) - 1
            # only a line that Python cannot read may be a magic: others like it belong to a string or an expression
            if not 0 <= number < len(lines) or not _MAGIC_LINE.match(lines[number]):
                raise
            _put_aside(lines, number)


def compiled(source, name, flags=0):
    """The code object, or syntax tree, that the compiler's flags ask for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an invalid escape is the student's own business
        return compile(source, name, "exec", flags, dont_inherit=True)


def _put_aside(lines, number):
    """Make a comment of a magic and of the lines that its backslashes join to it."""
    lines[number] = _MAGIC_LINE.sub(r"\1pass  # ", lines[number], count=1)
    while lines[number].endswith("\\") and number + 1 < len(lines):
        number += 1
        lines[number] = "#" + lines[number]


def _without_indent(source):
    """A cell without the indentation of its first line, in front of every line: Jupyter, too, runs it like this."""
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return "\n".join(line.removeprefix(indent) for line in lines)


def _without_cell_magic(source):
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if not first.startswith("%%"):
        return source
    if first[2:].split(maxsplit=1)[:1] not in [[magic] for magic in _PYTHON_MAGICS]:
        return ""
    lines[lines.index(first)] = ""
    return "\n".join(lines)


def _salvage(source, index, starts=(_CHUNK_START, _LINE_START)):
    lines, nodes, broken = source.split("\n"), [], []
    for start, end in _chunks(lines, starts[0]):
        text = "\n".join(lines[start:end])
        try:
            found = _statements("\n" * start + text), []
        except SYNTAX_ERRORS as error:
            if starts[1:]:  # what follows a definition may be to blame
                found = _salvage("\n" * start + text, index, starts[1:])
            else:
                found = [], [broken_piece(_names_in(text), index, start + 1, error)]
        nodes += found[0]
        broken += found[1]
    return nodes, broken


def _chunks(lines, pattern):
    starts = []
    for number, line in enumerate(lines):
        decorated = starts and lines[number - 1].startswith("@")
        if pattern.match(line) and not decorated:
            starts.append(number)
    return zip([0, *starts], [*starts, len(lines)], strict=True)


def broken_piece(names, index, first_line, error):
    """The Broken piece of a cell that would bind these names, from the error of parsing or compiling it."""
    line = getattr(error, "lineno", None) or first_line
    return Broken(index, line, type(error).__name__, getattr(error, "msg", None) or str(error), frozenset(names))


def _names_in(text):
    return {name for pair in _BINDS.findall(text) for name in pair if name}


def bound_names(node, walrus=True):
    """Names that a statement binds in the notebook's own scope, also inside if, for, with and try.

    walrus: whether its cell holds a :=, the one thing in an expression that binds; without, they are not searched.
    """
    children = ast.iter_child_nodes if walrus else _children_that_bind
    pending = [node]  # no recursion: an expression may be nested more deeply than Python's stack
    while pending:
        node = pending.pop()
        if isinstance(node, _DEFINITIONS):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.partition(".")[0]
        elif isinstance(node, (ast.MatchAs, ast.MatchStar, ast.MatchMapping)):
            yield from filter(None, [getattr(node, "rest", None) or getattr(node, "name", None)])
            pending.extend(children(node))
        elif isinstance(node, _COMPREHENSIONS):  # its loop variables are its own; a walrus inside is not
            yield from (each.target.id for each in ast.walk(node) if isinstance(each, ast.NamedExpr))
        elif not isinstance(node, ast.Lambda) and not (isinstance(node, ast.AnnAssign) and node.value is None):
            pending.extend(children(node))


def _children_that_bind(node):
    """The statements, targets and patterns in a node; nothing that is only computed."""
    for field in _BINDING_FIELDS & set(node._fields):
        child = getattr(node, field)
        if isinstance(child, list):
            yield from (each for each in child if isinstance(each, ast.AST))
        elif isinstance(child, ast.AST) and (field != "value" or isinstance(node, ast.Starred)):
            yield child


def changed_names(node):
    """Names of objects that a statement changes without binding them: Linear.backward = f, LIST.append(v).

    Also inside if, for, with and try; `for layer in (ReLU, Tanh): layer.backward = f` changes ReLU and Tanh.
    """
    pending, loops, changed = [node], [], set()
    while pending:
        node = pending.pop()
        changed.update(_changed_at_once(node))
        if isinstance(node, (ast.For, ast.AsyncFor)):
            loops.append(node)
        if not isinstance(node, _DEFINITIONS):
            pending.extend(each for each in ast.iter_child_nodes(node) if isinstance(each, _WITH_STATEMENTS))
    for loop in reversed(loops):  # inner loops first
        if changed & _names(loop.target):
            changed |= _names(loop.iter)
    return changed


def _names(node):
    """The names in an expression, without those of the functions it calls."""
    nodes = list(ast.walk(node))
    called = [each.func for each in nodes if isinstance(each, ast.Call)]
    return {each.id for each in nodes if isinstance(each, ast.Name) and each not in called}


def _changed_at_once(node):
    if isinstance(node, (ast.Assign, ast.Delete)):
        targets = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        targets = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        targets = _call_targets(node.value)
    elif isinstance(node, _DEFINITIONS):  # @area.register(Circle)
        used = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
        targets = [each for each in used if isinstance(each, ast.Attribute) and each.attr in _MUTATORS]
    else:
        targets = []
    for target in targets:
        parts = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
        yield from (root.id for root in map(_root, parts) if root is not None)


def _call_targets(call):
    if isinstance(call.func, ast.Name) and call.func.id in ("setattr", "delattr"):
        return [ast.Attribute(argument, "", ast.Store()) for argument in call.args[:1]]
    if isinstance(call.func, ast.Attribute) and call.func.attr in _MUTATORS:
        return [call.func]
    return []


def _root(target):
    if not isinstance(target, (ast.Attribute, ast.Subscript)):
        return None
    while isinstance(target, (ast.Attribute, ast.Subscript)):
        target = target.value
    return target if isinstance(target, ast.Name) else None
