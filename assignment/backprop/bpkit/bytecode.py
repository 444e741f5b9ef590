"""What a statement refers to, read off its bytecode: scopes are then the compiler's own business.

The bytes are read here because dis.get_instructions, which also names, formats and places every instruction, takes ten
times as long, and the grader reads thousands of notebooks.
"""

import dis
import inspect
import sys
import types

_NAMED = {dis.opmap[name] for name in ("LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS") if name in dis.opmap}
_GLOBAL, _STORE, _CLASS = dis.opmap["LOAD_GLOBAL"], dis.opmap["STORE_NAME"], dis.opmap["LOAD_BUILD_CLASS"]
_CALLS = {number for name, number in dis.opmap.items() if name.startswith("CALL")}
_GLOBAL_SHIFT = 1 if sys.version_info >= (3, 11) else 0  # since 3.11 the lowest bit says whether it is called


def references(code):
    """What a statement refers to, from its code object.

    Returns:
        (now, later, calls): names looked up when it runs, names looked up when its functions are called, and
        whether it calls anything itself; what it calls may be a function of its own, such as a sort key.
    """
    now, later, calls = set(), set(), 0
    for part, at_once in _code_objects(code):
        (now if at_once else later).update(_loads(part))
        if at_once:
            operations = [operation for operation, _ in _instructions(part)]
            calls += sum(operation in _CALLS for operation in operations) - operations.count(_CLASS)
    return (now | later if calls else now), later, calls > 0


def _code_objects(code, at_once=True):
    """(code object, whether it runs together with the statement): a statement's own, and all inside it."""
    yield code, at_once
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            in_place = _is_class(inner) or (inner.co_name.startswith("<") and inner.co_name != "<lambda>")
            yield from _code_objects(inner, at_once and in_place)


def _is_class(code):
    return not code.co_flags & inspect.CO_OPTIMIZED and code.co_name != "<module>"


def _loads(code):
    own, is_class = set(), _is_class(code)
    for operation, argument in _instructions(code):
        if operation == _STORE and is_class:
            own.add(code.co_names[argument])  # from here on the class's own: @shape.setter does not mean a global
        elif operation in _NAMED and code.co_names[argument] not in own:
            yield code.co_names[argument]
        elif operation == _GLOBAL:
            yield code.co_names[argument >> _GLOBAL_SHIFT]


def _instructions(code):
    """(operation, argument) pairs."""
    raw, extended = code.co_code, 0
    for at in range(0, len(raw), 2):
        operation, argument = raw[at], raw[at + 1] | extended
        extended = argument << 8 if operation == dis.EXTENDED_ARG else 0
        yield operation, argument
