"""Definitions, not cells: out of a notebook's code, the statements that given names need, and nothing else.

A name needs its last binding, later changes to it (`Linear.backward = ...`), and whatever those statements refer to,
transitively. A reference that is looked up at once (a base class, a decorator, a default) means the binding before it;
one inside a function body means the last. Statements run in notebook order; exploration, plots and training never do.
`import_from` uses this in the student's kernel and the grader inside its jail, so both see the same definitions.
"""

import ast
import builtins
import dis
import types
from dataclasses import dataclass, field
from functools import cached_property

from bpkit.cells import cell_of, file_name, parse

_IMMEDIATE_SCOPES = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
_LOADS = ("LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS", "LOAD_CLASSDEREF")
_OWN_SCOPES = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_FILLERS = ("append", "extend", "update", "add", "insert", "setdefault", "register")
_FINAL = float("inf")


@dataclass(eq=False)
class Statement:
    """One top-level statement: where it stands, what it binds or changes, what it refers to."""

    node: ast.stmt
    order: int
    file_name: str
    changes: frozenset = frozenset()

    @cached_property
    def code(self):
        return compile(ast.Module([self.node], []), self.file_name, "exec", dont_inherit=True)

    @cached_property
    def binds(self):
        return frozenset(_bound_names(self.node))

    @cached_property
    def references(self):
        """(names looked up when the statement runs, names looked up when its functions are called)."""
        now, later = set(), set()
        _collect_loads(self.code, now, later, at_once=True)
        return now, later

    @property
    def imports_all(self):
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"


def _bound_names(node):
    """Names that a statement binds in the notebook's own scope, also inside if, for, with and try."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Store):
            yield node.id
    elif isinstance(node, ast.alias):
        yield node.asname or node.name.partition(".")[0]
    elif not isinstance(node, _OWN_SCOPES):
        if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            yield node.name
        for child in ast.iter_child_nodes(node):
            yield from _bound_names(child)


def _collect_loads(code, now, later, at_once):
    for step in dis.get_instructions(code):
        if step.opname in _LOADS:
            (now if at_once else later).add(step.argval)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            is_class = "__qualname__" in constant.co_names
            _collect_loads(constant, now, later, at_once and (is_class or constant.co_name in _IMMEDIATE_SCOPES))


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
        for index, source in self.cells:
            nodes, broken = parse(source, index)
            self.broken += broken
            for node in nodes:
                order = len(self.statements)
                name = file_name(self.name, index)
                self.statements.append(Statement(node, order, name, _changed_names(node)))

    @cached_property
    def bindings(self):
        """name -> the statements that bind it, in order."""
        table = {}
        for statement in self.statements:
            for name in statement.binds:
                table.setdefault(name, []).append(statement)
        return table

    def slice(self, wanted):
        """The statements that the wanted names need, in notebook order."""
        needed, seen = {}, set()
        pending = [(name, _FINAL) for name in wanted]
        while pending:
            name, moment = pending.pop()
            for statement in self._relevant(name, moment):
                needed[statement.order] = statement
                now, later = statement.references
                for pair in [(each, statement.order) for each in now] + [(each, moment) for each in later]:
                    if pair not in seen:
                        seen.add(pair)
                        pending.append(pair)
        return [needed[order] for order in sorted(needed)]

    def _relevant(self, name, moment):
        """What makes `name` what it is at a moment: its binding before it, and the changes since."""
        bound = self.bindings.get(name, [])
        before = [each for each in bound if each.order < moment]
        if not before and (not bound or hasattr(builtins, name)):
            return [each for each in self.statements if each.imports_all and each.order < moment] + bound[-1:]
        binding = (before or bound)[-1]
        changes = (each for each in self.statements if name in each.changes)
        return [binding, *(each for each in changes if binding.order < each.order < moment)]


def _changed_names(node):
    """Names of objects that a statement changes without binding them: Linear.backward = f, LIST.append(v)."""
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        targets = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        targets = _call_targets(node.value)
    else:
        return frozenset()
    return frozenset(name for target in targets for name in _roots(target))


def _call_targets(call):
    if isinstance(call.func, ast.Name) and call.func.id in ("setattr", "delattr"):
        return [ast.Attribute(argument, "", ast.Store()) for argument in call.args[:1]]
    if isinstance(call.func, ast.Attribute) and call.func.attr in _FILLERS:
        return [call.func]
    return []


def _roots(target):
    """The names at the root of an assignment's attribute and item targets."""
    if isinstance(target, (ast.Tuple, ast.List)):
        for part in target.elts:
            yield from _roots(part)
    elif isinstance(target, (ast.Attribute, ast.Subscript)):
        while isinstance(target, (ast.Attribute, ast.Subscript)):
            target = target.value
        if isinstance(target, ast.Name):
            yield target.id


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
    for statement in program.slice(wanted):
        lent = {name: given[name] for name in statement.binds & given.keys()}
        if not lent or lent.keys() != statement.binds:
            failure = _run(statement, namespace)
            if failure is not None:
                errors.update(dict.fromkeys(statement.binds, failure))
                if on_error is not None:
                    on_error(statement.binds, failure)
        namespace.update(lent)
    failures = {name: _failure(program, name, errors) for name in wanted if name not in namespace}
    return namespace, failures


def _run(statement, namespace):
    try:
        exec(statement.code, namespace)
        return None
    except (Exception, SystemExit) as error:
        line = getattr(error.__traceback__.tb_next, "tb_lineno", statement.node.lineno)
        place = (*cell_of(statement.file_name), line)
        return Failure("error", type(error).__name__, _text(error), place)


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
    return Failure("missing")
