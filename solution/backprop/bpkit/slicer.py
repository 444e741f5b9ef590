"""Definitions, not cells: out of a notebook's code, the statements that given names need, and nothing else.

A name needs its last binding, later changes to it (`Linear.backward = ...`), and whatever those statements refer to,
transitively. A reference that is looked up at once (a base class, a decorator, a default) means the binding before it;
one inside a function body means the last. Statements run in notebook order; exploration, plots and training never do.
`import_from` uses this in the student's kernel and the grader inside its jail, so both see the same definitions.
"""

import __future__

import ast
import builtins
import traceback
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from bpkit.bytecode import references
from bpkit.cells import SYNTAX_ERRORS, bound_names, broken_piece, cell_of, changed_names, compiled, file_name, parse

_FINAL = float("inf")
_BINDING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ImportFrom)
_BINDING += (ast.Assign, ast.AugAssign, ast.AnnAssign)


@dataclass(eq=False)
class Statement:
    """One top-level statement: where it stands, what it binds or changes, what it refers to.

    flags: the compiler's flags for what the notebook imported from __future__ by then; walrus: whether a := stands in
    its cell.
    """

    node: ast.stmt
    order: int
    file_name: str
    flags: int = 0
    walrus: bool = True

    @cached_property
    def code(self):
        return compiled(ast.Module([self.node], []), self.file_name, self.flags)

    @cached_property
    def binds(self):
        return frozenset(bound_names(self.node, self.walrus))

    @cached_property
    def changes(self):
        return frozenset(changed_names(self.node))

    @property
    def binds_surely(self):
        """Whether what its names were before no longer matters. `import a.b` adds to a package imported before."""
        if isinstance(self.node, ast.Import):
            return all(alias.asname for alias in self.node.names)
        return isinstance(self.node, _BINDING)

    @cached_property
    def references(self):
        return references(self.code)

    @property
    def imports_all(self):
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"


@dataclass(frozen=True)
class Failure:
    """Why a name could not be defined.

    kind: "missing", "syntax" or "error"; type: the exception's name; place: (notebook, code cell, line) or None.
    `text` is the exception's own message: it is the student's text, and may say anything.
    """

    kind: str
    type: str = ""
    text: str = ""
    place: tuple = None

    def as_dict(self):
        return {"kind": self.kind, "type": self.type, "text": self.text, "place": self.place}

    def sentence(self, name, notebook):
        """What is wrong and where, for the student's own eyes."""
        where = f"code cell {self.place[1]}, line {self.place[2]}" if self.place else ""
        if self.kind == "syntax":
            return f"{name} cannot be read from {notebook}: {self.type} in {where} ({self.text})."
        if self.kind == "error":
            return f"{name} cannot be taken from {notebook}: {self.type} in {where} ({self.text})."
        return f"{name} is not defined in {notebook}."


@dataclass
class Program:
    """The code cells of one notebook.

    Args:
        name: the notebook's file name.
        cells: (index, source) pairs, index counted from 1 over the code cells.
    """

    name: str
    cells: list
    statements: list = field(default_factory=list)
    broken: list = field(default_factory=list)

    def __post_init__(self):
        flags = 0
        for index, source in self.cells:
            nodes, broken = parse(source, index)
            self.broken += broken
            for node in nodes:
                flags |= _future_flags(node)  # in force for all later cells, as in Jupyter
                origin = file_name(self.name, index)
                statement = Statement(node, len(self.statements), origin, flags, ":=" in source)
                self.statements.append(statement)

    @cached_property
    def bindings(self):
        """name -> the statements that bind it, in order."""
        return _by_name(self.statements, "binds")

    @cached_property
    def changes(self):
        """name -> the statements that change its object, in order."""
        return _by_name(self.statements, "changes")

    def slice(self, wanted, given=()):
        """The statements that the wanted names need, in notebook order; the given names need nothing."""
        needed, seen = {}, set()
        pending = [(name, _FINAL, _FINAL) for name in wanted]
        while pending:
            question = pending.pop()
            if question in seen or question[0] in given:
                continue
            seen.add(question)
            for statement in self._relevant(*question):
                needed[statement.order] = statement
                pending += _questions(statement, question[2])
        return [needed[order] for order in sorted(needed)]

    def _compiles(self, statement):
        """Some errors only the compiler sees, such as return outside a function."""
        try:
            return bool(statement.code)
        except SYNTAX_ERRORS as error:
            cell = cell_of(statement.file_name)[1]
            self.broken.append(broken_piece(statement.binds, cell, statement.node.lineno, error))
            return False

    def _relevant(self, name, moment, until):
        """What makes `name` what it is at a moment, and what changes that object until it is last used."""
        found = []
        for statement in filter(self._compiles, reversed(_between(self.bindings.get(name, []), 0, moment))):
            found.append(statement)
            if statement.binds_surely:
                break
        if not found:
            found = [each for each in self.statements if each.imports_all and each.order < moment]
        since = found[-1].order if found else 0
        return [*found, *filter(self._compiles, _between(self.changes.get(name, []), since, until))]


def _questions(statement, until):
    """What a statement needs: (name, the moment when it is looked up, when the object is last used)."""
    now, later, calls = statement.references
    for name in now:
        yield name, statement.order, until
        if calls:  # then what it calls looks its own names up at this moment, too
            yield name, statement.order, statement.order
    for name in later:
        yield name, until, until


def _future_flags(node):
    if not isinstance(node, ast.ImportFrom) or node.module != "__future__":
        return 0
    return sum(getattr(__future__, alias.name).compiler_flag for alias in node.names)


def _by_name(statements, attribute):
    table = {}
    for statement in statements:
        for name in getattr(statement, attribute):
            table.setdefault(name, []).append(statement)
    return table


def _between(statements, start, end):
    first, last = (bisect_left(statements, moment, key=lambda each: each.order) for moment in (start, end))
    return statements[first:last]


def define(program, wanted, given=(), on_error=None):
    """Run what the wanted names need, in a namespace of its own.

    Args:
        program: Program.
        wanted: names to define.
        given: name -> object that stands there from the start, whatever the notebook binds to that name.
        on_error: called with (names, Failure) for each statement that raises, or None.
    Returns:
        (namespace, failures): a dict, and name -> Failure for each wanted name that it lacks.
    """
    given = dict(given)
    namespace = {"__name__": "__main__", "__builtins__": builtins, **given}
    errors = {}
    for statement in program.slice(wanted, given):
        failure = _run(statement, namespace, errors)
        if failure is not None:
            errors.update(dict.fromkeys(statement.binds, failure))
            if on_error is not None:
                on_error(statement.binds, failure)
        namespace.update((name, given[name]) for name in statement.binds & given.keys())
    failures = {name: _failure(program, name, errors) for name in wanted if name not in namespace}
    return namespace, failures


def run_code(source, name):
    """The namespace in which code of ours has run as it stands. name: the file name in its tracebacks."""
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    exec(compiled(source, name), namespace)
    return namespace


def _run(statement, namespace, errors):
    try:
        exec(statement.code, namespace)
        return None
    except (Exception, SystemExit) as error:
        # a name that an import failed to bind is missing for that import's reason
        if isinstance(error, NameError) and str(error.name) in errors:
            return errors[str(error.name)]
        return Failure("error", type(error).__name__, _text(error), _place(error, statement))


def _place(error, statement):
    """The deepest line of the statement's own notebook that the error came through."""
    notebook, cell = cell_of(statement.file_name)
    place = (notebook, cell, statement.node.lineno)
    for frame, line in traceback.walk_tb(error.__traceback__):
        cell = cell_of(frame.f_code.co_filename)
        if cell is not None and cell[0] == notebook:
            place = (*cell, line)
    return place


def _text(error):
    try:
        return str(error)[:500]
    except Exception:
        return ""


def _failure(program, name, errors):
    if name in errors:
        return errors[name]
    for broken in program.broken:
        if name in broken.names:
            return Failure("syntax", broken.type, broken.text, (program.name, broken.cell, broken.line))
    return Failure("missing", place=_inside(program, name))


def _inside(program, name):
    """Where a function or class holds a definition of the name, which is of no use outside it; None if nowhere."""
    for statement in program.statements:
        for node in () if name in statement.binds else ast.walk(statement.node):
            if isinstance(node, ast.stmt) and getattr(node, "name", None) == name:
                return (*cell_of(statement.file_name), node.lineno)
    return None
