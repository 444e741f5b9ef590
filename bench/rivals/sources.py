"""The rivals' checks as source text: one piece for each grade cell, whole in itself."""

import ast
from functools import cache
from pathlib import Path

from bpgrade.record import NOTEBOOK_OF

CHECKS = Path(__file__).resolve().parent / "checks"


def function_name(grade_id: str) -> str:
    """The function in checks/ that checks a grade cell."""
    return f"check_{grade_id.replace('-', '_')}"


@cache
def pieces(grade_id: str) -> tuple[str, str, tuple[str, ...]]:
    """(helpers, function, arguments): what goes before a grade cell's check, the check, and the names it asks for."""
    name, notebook = function_name(grade_id), NOTEBOOK_OF[grade_id]
    others = {function_name(other) for other, of in NOTEBOOK_OF.items() if of == notebook}
    helpers, check = [text for text, _ in _statements(CHECKS / "common.py")], None
    for text, node in _statements(CHECKS / notebook.replace(".ipynb", ".py")):
        if getattr(node, "name", None) == name:
            check = text, tuple(argument.arg for argument in node.args.args)
        elif getattr(node, "name", None) not in others:
            helpers.append(text)
    if check is None:
        raise LookupError(f"{CHECKS / notebook.replace('.ipynb', '.py')} has no function {name}.")
    return "\n\n\n".join(helpers), *check


def _statements(path):
    """(text, node) of what is in a file, without its docstring and its import of what is common to all."""
    text = path.read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        common = isinstance(node, ast.ImportFrom) and node.module == "common"
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not common and not docstring:
            yield ast.get_source_segment(text, node), node
